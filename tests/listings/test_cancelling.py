"""取り下げ: what waits is taken back by its owner, and mended."""

from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.listings.models import Draft, Listing
from tests import factories
from tests.conftest import browser_of
from tests.letters import letter_to, letters_to
from tests.races import at_once


def take_back(browser, listing):
    url = reverse("listings:cancellation", args=[listing.pk])
    return browser.post(url, {"confirmed": "1"}, follow=True)


@pytest.mark.django_db
def test_one_tap_asks_before_the_place_in_the_queue_is_lost(seller):
    listing = factories.listing(seller)
    answer = browser_of(seller).post(reverse("listings:cancellation", args=[listing.pk]))
    assert "審査の順番は取り消され" in answer.text
    assert Listing.objects.pending().get() == listing


@pytest.mark.django_db
@pytest.mark.parametrize(("step", "told"), [("approve", "承認しました"), ("deny", "否認しました")])
def test_of_what_was_decided_meanwhile_it_is_said_at_once(seller, reviewer, step, told):
    listing = factories.listing(seller)
    reason = {"reason": "連絡先が届きません"} if step == "deny" else {}
    getattr(listing, step)(by=reviewer, revision=1, **reason)
    url = reverse("listings:cancellation", args=[listing.pk])
    answer = browser_of(seller).post(url, follow=True)
    assert "取り下げますか" not in answer.text
    assert told in answer.text
    assert "取り下げは行われず" in answer.text


@pytest.mark.django_db
def test_the_form_comes_back_with_everything_that_was_handed_in(seller):
    listing = factories.listing(seller, title="たかさご火力の余剩")
    browser = browser_of(seller)
    assert "取り下げて修正する" in browser.get("/listings/mine/").text
    answer = take_back(browser, listing)
    form = answer.context["form"]
    assert form["title"].value() == "たかさご火力の余剩"
    assert form["start_on"].value() == listing.start_on.isoformat()
    assert form["html"].value() == listing.body.html
    assert "取り下げました" in answer.text
    assert not Listing.objects.pending().exists()


@pytest.mark.django_db
def test_the_reviewers_open_page_then_says_that_it_changed(seller, reviewer):
    listing = factories.listing(seller)
    listing.cancel(by=seller)
    with pytest.raises(Overtaken):
        Listing.objects.get(pk=listing.pk).approve(by=reviewer, revision=1)
    url = reverse("console:listing-approval", args=[listing.pk])
    answer = browser_of(reviewer).post(url, {"revision": "1"}, follow=True)
    assert "お読みになった後で状態が変わった" in answer.text


@pytest.mark.django_db
def test_pressed_twice_it_is_one_draft(seller):
    listing = factories.listing(seller)
    first = listing.cancel(by=seller)
    assert listing.cancel(by=seller) == first
    assert isinstance(first.key, UUID)


@pytest.mark.django_db
def test_a_replacement_taken_back_still_replaces(seller, reviewer):
    old = factories.published(seller, by=reviewer)
    draft = factories.listing(seller, replaces=old).cancel(by=seller)
    assert draft.values["replaces"] == str(old.pk)


@pytest.mark.django_db
def test_what_was_decided_is_not_taken_back(seller, reviewer):
    listing = factories.published(seller, by=reviewer)
    with pytest.raises(StepNotAllowed):
        listing.cancel(by=seller)
    assert not Draft.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "given", "told"),
    [
        ("approve", {}, "本機関が承認しました。取り下げは行われず"),
        ("deny", {"reason": "理由"}, "本機関が否認しました。取り下げは行われず"),
    ],
)
def test_who_comes_too_late_reads_what_became_of_which(seller, reviewer, step, given, told):
    listing = factories.listing(seller, title="水力の余剰")
    getattr(listing, step)(by=reviewer, revision=1, **given)
    url = reverse("listings:cancellation", args=[listing.pk])
    page = browser_of(seller).post(url, {"confirmed": "1"}, follow=True).text
    assert "「水力の余剰」は、取り下げの前に" in page
    assert told in page


@pytest.mark.django_db
def test_taking_back_says_so_of_what_is_deleted(seller):
    listing = factories.listing(seller, title="水力の余剰")
    listing.delete(by=seller)
    url = reverse("listings:cancellation", args=[listing.pk])
    page = browser_of(seller).post(url, {"confirmed": "1"}, follow=True)
    assert "「水力の余剰」は、すでに削除されているため、取り下げられません。" in page.text


@pytest.mark.django_db
def test_nobody_else_takes_a_listing_back(seller, buyer):
    with pytest.raises(PermissionDenied):
        factories.listing(seller).cancel(by=buyer)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("decision", ["approve", "deny"])
def test_decided_while_it_is_taken_back_one_of_the_two_happens(seller, reviewer, decision):
    pk = factories.listing(seller).pk

    def act(number: int) -> str:
        listing = Listing.objects.get(pk=pk)
        if number:
            listing.cancel(by=seller)
            return "cancelled"
        denial = {"reason": "理由"} if decision == "deny" else {}
        getattr(listing, decision)(by=reviewer, revision=1, **denial)
        return "decided"

    outcomes = at_once(2, act)
    done = [one for one in outcomes if isinstance(one, str)]
    assert len(done) == 1
    assert [one for one in outcomes if isinstance(one, StepNotAllowed)]
    assert Draft.objects.exists() is (done == ["cancelled"])
    assert (Listing.objects.get(pk=pk).status == "deleted") is (done == ["cancelled"])


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["cancellation", "deletion"])
def test_the_operator_is_told_that_it_waits_no_more(seller, way):
    listing = factories.listing(seller, title="取り下げる題")
    browser_of(seller).post(reverse(f"listings:{way}", args=[listing.pk]), {"confirmed": "1"})
    assert letter_to("board@example.jp", "掲載申請の取り下げ（取り下げる題）")


@pytest.mark.django_db
def test_the_deletion_of_what_was_decided_is_no_withdrawal(seller):
    factories.published(seller).delete(by=seller)
    assert not letters_to("board@example.jp", "取り下げ")


@pytest.mark.django_db
def test_taking_back_says_that_a_listing_can_be_handed_in_again_as_it_is(seller):
    listing = factories.listing(seller)
    answer = take_back(browser_of(seller), listing)
    assert "またはそのまま、もう一度申請できます" in answer.text
