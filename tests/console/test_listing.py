"""A listing in the reviewer's console."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from dengen import clock
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of
from tests.console.cast import make_listing, make_member


@pytest.fixture
def listing(reviewer):
    return make_listing(make_member(reviewer))


def page_of(listing):
    return reverse("console:listing", args=[listing.pk])


def take(reviewer_client, step, listing, **sent):
    address = reverse(f"console:listing-{step}", args=[listing.pk])
    return reviewer_client.post(
        address, {"revision": listing.revision, "confirmed": "1"} | sent, follow=True
    )


@pytest.mark.parametrize(
    ("later", "said"), [(0, "掲載開始前"), (1, "掲載中"), (30, "掲載中"), (31, "掲載期間終了")]
)
def test_the_operator_is_told_whether_members_see_it_today(reviewer, later, said):
    first = today() + timedelta(1)
    days = {"start_on": first, "end_on": first + timedelta(29)}
    listing = factories.published(factories.member(), **days)
    with time_machine.travel(clock.now() + timedelta(later)):
        for address in (
            page_of(listing),
            reverse("console:listing-deletion", args=[listing.pk]),
            reverse("console:member", args=[listing.owner_id]),
            reverse("console:archive-listing", args=[listing.pk]),
        ):
            assert said in browser_of(reviewer).get(address).text


def is_visible(listing):
    return Listing.objects.visible_on(today()).filter(pk=listing.pk).exists()


def test_the_page_of_a_listing_shows_what_members_will_see(reviewer_client, listing):
    page = reviewer_client.get(page_of(listing)).text
    for shown in [listing.title, listing.organization_name, "条件は応相談", "power@example.jp"]:
        assert shown in page


def test_a_listing_is_visible_once_approved(reviewer_client, listing):
    take(reviewer_client, "approval", listing)
    assert is_visible(listing)


def test_the_next_one_opens_after_a_decision(reviewer_client, listing):
    following = make_listing(listing.owner)
    response = take(reviewer_client, "approval", listing)
    assert response.redirect_chain[-1][0] == page_of(following)
    assert f"掲載情報「{listing.title}」を承認しました。" in response.text


def test_a_published_listing_can_be_denied(reviewer_client, listing, reviewer):
    listing.approve(by=reviewer, revision=1)
    response = take(reviewer_client, "denial", listing, reason="連絡先に誤りがあります")
    mail = Message.objects.get(kind="listing_denied")
    assert not is_visible(listing)
    assert "連絡先に誤りがあります" in mail.body
    assert mail.subject == (
        "【発電設備等の情報掲示板】発電設備等情報への掲載が承認されませんでした"
    )
    assert response.redirect_chain[-1][0] == page_of(listing)


def test_a_denied_listing_can_be_denied_again_with_another_reason(reviewer_client, listing):
    take(reviewer_client, "denial", listing, reason="一つ目の理由")
    listing.refresh_from_db()
    page = take(reviewer_client, "denial", listing, reason="二つ目の理由")
    reasons = [decision.reason for decision in listing.decisions.all()]
    assert reasons == ["一つ目の理由", "二つ目の理由"]
    assert all(reason in page.text for reason in reasons)


def test_a_denied_listing_cannot_be_approved(reviewer_client, listing):
    take(reviewer_client, "denial", listing, reason="理由")
    listing.refresh_from_db()
    assert "現在の状態では、この操作はできません" in take(reviewer_client, "approval", listing).text
    assert not is_visible(listing)


def test_whoever_comes_second_keeps_the_typed_reason(reviewer_client, colleague_client, listing):
    take(reviewer_client, "approval", listing)
    response = take(colleague_client, "denial", listing, reason="出力が書かれていません")
    assert response.status_code == 409
    assert "審査花子さんが承認しました" in response.text
    assert "出力が書かれていません" in response.text
    assert is_visible(listing)


def test_the_page_of_a_listing_tells_when_the_owner_has_deleted_it_meanwhile(
    reviewer_client, listing
):
    listing.owner.listings.get(pk=listing.pk).delete(by=listing.owner)
    response = take(reviewer_client, "approval", listing)
    assert response.status_code == 409
    assert "さんが削除しました" in response.text


def test_deleting_a_listing_asks_first(reviewer_client, listing):
    page = reviewer_client.get(reverse("console:listing-deletion", args=[listing.pk]))
    assert listing.title in page.text
    assert Listing.objects.kept().contains(listing)


def test_deleting_without_a_reason_asks_for_it_and_deletes_nothing(reviewer_client, listing):
    response = take(reviewer_client, "deletion", listing, reason=" ")
    assert response.status_code == 422
    assert response.context["form"].errors["reason"] == ["削除の理由を入力してください。"]
    assert Listing.objects.kept().contains(listing)


def test_a_deleted_listing_is_gone(reviewer_client, listing):
    response = take(reviewer_client, "deletion", listing, reason="重複した掲載のため")
    assert f"掲載情報「{listing.title}」を削除しました。" in response.text
    page = reviewer_client.get(page_of(listing))
    assert page.status_code == 410
    assert "審査花子さんが削除しました" in page.text
    assert not Listing.objects.of(listing.owner).exists()


def test_the_home_page_does_not_lead_to_what_was_deleted(reviewer_client, listing):
    take(reviewer_client, "approval", listing)
    take(reviewer_client, "deletion", listing, reason="重複した掲載のため")
    home = reviewer_client.get(reverse("console:home")).text
    assert page_of(listing) not in home
    assert "削除された掲載情報" in home
