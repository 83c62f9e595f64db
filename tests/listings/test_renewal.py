"""「修正して再申請」 and 差し替え申請 (manual §3.1, §3.2)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of
from tests.letters import letter_to

pytestmark = pytest.mark.django_db
CHANGING = re.compile(r'name="(?:csrfmiddlewaretoken|seal|replaces|resubmits)" value="[^"]*"')
HTML = "<p>出力は<strong>5,000kW</strong>です。</p>"


@pytest.fixture
def published(seller, reviewer):
    return factories.published(seller, by=reviewer, title="水力の余剰", html=HTML)


def form_of(account, listing: Listing, way: str):
    return browser_of(account).get(f"/listings/{listing.pk}/{way}/").context["form"]


def hand_in(account, form, **changes):
    """Sends the form as the browser would, with these changes, and confirms it."""
    values = {field.name: field.value() for field in form if field.value() is not None}
    values |= {"submit": "1"} | changes
    return browser_of(account).post("/listings/new/", values, follow=True)


def test_a_denied_listing_is_resubmitted_with_its_old_values(seller, reviewer):
    denied = factories.listing(seller, title="水力の余剰", html=HTML, area="kyushu")
    denied.deny(by=reviewer, reason="理由", revision=1)
    form = form_of(seller, denied, "resubmission")
    assert (form["title"].value(), form["area"].value()) == ("水力の余剰", "kyushu")
    assert form["html"].value() == HTML
    hand_in(seller, form, title="水力の余剰（正式名称）")
    assert Listing.objects.pending().get().title == "水力の余剰（正式名称）"
    denied.refresh_from_db()
    assert denied.status == "denied"


def test_days_that_have_passed_are_proposed_anew(seller, published):
    with time_machine.travel(timedelta(days=400)):
        form = form_of(seller, published, "resubmission")
        assert form["start_on"].value() == today()
        assert form["end_on"].value() > today()


def test_a_replacement_waits_while_the_old_one_stays(seller, published):
    hand_in(seller, form_of(seller, published, "replacement"), title="水力の余剰（改）")
    waiting = Listing.objects.pending().get()
    assert waiting.replaces == published
    assert [one.title for one in Listing.objects.visible_on(today())] == ["水力の余剰"]


def test_the_approval_of_a_replacement_deletes_the_old_listing_at_the_same_moment(
    seller, published, reviewer
):
    hand_in(seller, form_of(seller, published, "replacement"), title="水力の余剰（改）")
    Listing.objects.pending().get().approve(by=reviewer, revision=1)
    assert [one.title for one in Listing.objects.visible_on(today())] == ["水力の余剰（改）"]
    published.refresh_from_db()
    assert published.status == "deleted"
    mail = Message.objects.filter(kind="listing_approved").last()
    assert "差し替え前の情報「水力の余剰」は削除しました" in mail.body


def test_the_denial_of_a_replacement_leaves_the_old_listing(seller, published, reviewer):
    hand_in(seller, form_of(seller, published, "replacement"), title="水力の余剰（改）")
    Listing.objects.pending().get().deny(by=reviewer, reason="理由", revision=1)
    assert [one.title for one in Listing.objects.visible_on(today())] == ["水力の余剰"]
    assert "そのまま掲載されています" in Message.objects.get(kind="listing_denied").body


def test_a_denied_replacement_still_replaces_when_it_is_resubmitted(seller, published, reviewer):
    hand_in(seller, form_of(seller, published, "replacement"))
    denied = Listing.objects.pending().get()
    denied.deny(by=reviewer, reason="理由", revision=denied.revision)
    hand_in(seller, form_of(seller, denied, "resubmission"))
    again = Listing.objects.pending().get()
    assert (again.replaces, again.resubmits) == (published, denied)
    again.approve(by=reviewer, revision=again.revision)
    published.refresh_from_db()
    assert published.status == "deleted"


def test_a_second_replacement_must_wait_for_the_first(seller, published):
    form = form_of(seller, published, "replacement")
    other = form_of(seller, published, "replacement")
    hand_in(seller, form)
    page = hand_in(seller, other)
    assert "承認待ちの差し替え申請がすでにあります" in page.content.decode()
    assert Listing.objects.pending().count() == 1


def test_pressing_twice_makes_one_replacement(seller, published):
    form = form_of(seller, published, "replacement")
    for _ in range(2):
        assert hand_in(seller, form).redirect_chain[-1][0] == "/listings/mine/"
    assert Listing.objects.pending().count() == 1


def test_what_was_deleted_meanwhile_cannot_be_replaced(seller, published):
    form = form_of(seller, published, "replacement")
    published.delete(by=seller)
    assert "もう掲載されていません" in hand_in(seller, form).content.decode()


def test_what_was_denied_meanwhile_cannot_be_replaced(seller, published, reviewer):
    form = form_of(seller, published, "replacement")
    published.deny(by=reviewer, reason="理由", revision=published.revision)
    assert "もう掲載されていません" in hand_in(seller, form).content.decode()


def test_others_listings_can_be_neither_repeated_nor_replaced(seller, buyer, published):
    for way in ("resubmission", "replacement"):
        assert browser_of(buyer).get(f"/listings/{published.pk}/{way}/").status_code == 404
    with pytest.raises(PermissionDenied):
        factories.listing(buyer, replaces=published)


def test_the_verb_refuses_what_the_form_would_not_offer(seller):
    pending = factories.listing(seller)
    with pytest.raises(ValidationError):
        factories.listing(seller, replaces=pending)


def test_the_reviewer_is_told_what_will_be_deleted(seller, published, reviewer):
    hand_in(seller, form_of(seller, published, "replacement"))
    waiting = Listing.objects.pending().get()
    page = browser_of(reviewer).get(f"/console/listings/{waiting.pk}/").content.decode()
    assert "差し替え申請です" in page
    assert f"/console/listings/{published.pk}/" in page


def test_my_listings_offer_the_way_that_fits(seller, published, reviewer):
    denied = factories.listing(seller)
    denied.deny(by=reviewer, reason="理由", revision=1)
    page = browser_of(seller).get("/listings/mine/").content.decode()
    assert f"/listings/{published.pk}/replacement/" in page
    assert f"/listings/{denied.pk}/resubmission/" in page
    assert f"/listings/{denied.pk}/replacement/" not in page


def test_the_confirmation_does_not_tell_the_title_of_others_listings(seller, buyer):
    secret = factories.listing(seller, title="まだ承認待ち")
    own = factories.published(buyer)
    form = form_of(buyer, own, "replacement")
    values = {field.name: field.value() or "" for field in form}
    page = browser_of(buyer).post("/listings/new/", values | {"replaces": secret.pk}).text
    assert "まだ承認待ち" not in page


@pytest.mark.parametrize("button", ["", "preview", "submit", "mend"])
@pytest.mark.parametrize("name", ["replaces", "resubmits"])
def test_a_number_of_somebody_elses_listing_is_answered_as_one_that_nobody_has(
    seller, buyer, button, name
):
    own = factories.published(buyer)
    values = {field.name: field.value() or "" for field in form_of(buyer, own, "replacement")}
    values |= {"replaces": "", button: "1"}
    answers = set()
    for number in (factories.published(seller).pk, factories.listing(seller).pk, 10**6):
        page = browser_of(buyer).post("/listings/new/", values | {name: number})
        answers.add((page.status_code, CHANGING.sub("", page.text)))
    assert len(answers) == 1


def test_a_replacement_denied_after_its_approval_does_not_claim_the_old_one_is_there(
    seller, published, reviewer
):
    new = factories.listing(seller, replaces=published)
    new.approve(by=reviewer, revision=1)
    new.deny(by=reviewer, reason="理由", revision=new.revision)
    assert "そのまま掲載されています" not in Message.objects.get(kind="listing_denied").body


def test_each_remark_stands_beside_its_field(seller, reviewer):
    denied = factories.listing(seller)
    remarks = {"organization_name": "正式名称で", "html": "簡潔に <b>"}
    denied.deny(by=reviewer, reason="二点あります。", remarks=remarks, revision=1)
    page = browser_of(seller).get(f"/listings/{denied.pk}/resubmission/")
    assert "前回の指摘：正式名称で" in page.context["form"]["organization_name"].help_text
    assert "前回の指摘：簡潔に &lt;b&gt;" in page.text
    assert "二点あります。" in page.text
    hint = page.context["form"]["html"]
    assert f"{hint.auto_id}_helptext" in hint.aria_describedby


def test_the_remarks_stay_while_errors_are_mended(seller, reviewer):
    denied = factories.listing(seller)
    denied.deny(by=reviewer, remarks={"title": "平易に"}, revision=1)
    page = hand_in(seller, form_of(seller, denied, "resubmission"), title="")
    assert "前回の指摘：平易に" in page.text


def test_a_resubmission_knows_what_it_resubmits(seller, reviewer):
    denied = factories.listing(seller)
    denied.deny(by=reviewer, reason="理由", revision=1)
    hand_in(seller, form_of(seller, denied, "resubmission"))
    assert Listing.objects.pending().get().resubmits == denied


def test_what_waits_again_is_not_resubmitted(seller, reviewer):
    denied = factories.listing(seller)
    denied.deny(by=reviewer, reason="理由", revision=1)
    form = form_of(seller, denied, "resubmission")
    denied.reopen(by=reviewer, revision=2)
    assert "審査が再び始まった" in hand_in(seller, form).text
    assert list(Listing.objects.pending()) == [denied]


def test_the_form_does_not_tell_why_others_were_denied(seller, buyer, reviewer):
    denied = factories.listing(seller)
    denied.deny(by=reviewer, reason="内密の理由", remarks={"title": "内密の指摘"}, revision=1)
    own = factories.published(buyer)
    form = form_of(buyer, own, "replacement")
    values = {field.name: field.value() or "" for field in form}
    values |= {"resubmits": denied.pk, "mend": "1"}
    assert "内密" not in browser_of(buyer).post("/listings/new/", values).text
    with pytest.raises(PermissionDenied):
        factories.listing(buyer, resubmits=denied)


@pytest.mark.parametrize(
    ("way", "heading"), [("resubmission", "再申請"), ("replacement", "差し替え申請")]
)
def test_the_form_is_headed_by_what_it_is_for(seller, published, reviewer, way, heading):
    if way == "resubmission":
        published.deny(by=reviewer, reason="理由", revision=published.revision)
    browser = browser_of(seller)
    page = browser.get(f"/listings/{published.pk}/{way}/")
    assert f"<h1>{heading}</h1>" in page.text
    values = {one.name: one.value() for one in page.context["form"] if one.value() is not None}
    preview = browser.post("/listings/new/", values | {"preview": "1"}).text
    assert f'<a href="/listings/new/">{heading}</a>' in preview


@pytest.fixture
def denied(seller, reviewer):
    denied = factories.listing(seller, title="否認された題")
    denied.deny(by=reviewer, reason="理由", revision=1)
    return denied


def asks(member, listing) -> bool:
    """Whether home, MY掲載 and the listing's page ask the member to resubmit; all say the same."""
    browser = browser_of(member)
    at_home = "否認されたものが" in browser.get("/").text
    way = f"/listings/{listing.pk}/resubmission/"
    offered = {way in browser.get(page).text for page in ("/listings/mine/", listing_page(listing))}
    assert offered == {at_home}
    return at_home


def listing_page(listing) -> str:
    return f"/listings/{listing.pk}/"


def test_a_denied_listing_asks_to_be_resubmitted(seller, denied):
    assert asks(seller, denied)


@pytest.mark.parametrize("outcome", ["waits", "is_shown", "is_denied", "is_over_and_deleted"])
def test_a_denied_listing_that_was_resubmitted_asks_no_more(seller, reviewer, denied, outcome):
    new = factories.listing(seller, title="新しい題", resubmits=denied)
    if outcome == "is_denied":
        new.deny(by=reviewer, reason="理由", revision=1)
        assert f"/listings/{denied.pk}/resubmission/" not in browser_of(seller).get("/").text
        assert asks(seller, new)
        return
    if outcome != "waits":
        new.approve(by=reviewer, revision=1)
    if outcome == "is_over_and_deleted":
        new.delete(by=seller)
    assert not asks(seller, denied)
    page = browser_of(seller).get("/listings/mine/").text
    assert "再申請済み" in page
    assert ("新しい申請「新しい題」を見る" in page) is (outcome != "is_over_and_deleted")


def test_a_denied_listing_asks_again_once_its_resubmission_was_taken_back(seller, denied):
    factories.listing(seller, resubmits=denied).cancel(by=seller)
    assert asks(seller, denied)


def test_a_denied_replacement_asks_no_more_once_another_one_waits(seller, reviewer, published):
    denied = factories.listing(seller, replaces=published)
    denied.deny(by=reviewer, reason="理由", revision=1)
    factories.listing(seller, replaces=published)
    assert not asks(seller, denied)


def test_after_a_handover_the_successor_is_not_asked_either(seller, buyer, denied):
    for one in (factories.listing(seller, resubmits=denied), denied):
        one.move(to=buyer, by=seller)
    assert not asks(buyer, denied)


def test_the_form_is_not_opened_for_it_twice(seller, denied):
    factories.listing(seller, resubmits=denied)
    answer = browser_of(seller).get(f"/listings/{denied.pk}/resubmission/", follow=True)
    assert answer.redirect_chain == [(f"/listings/{denied.pk}/", 302)]
    assert "すでに再申請済みです" in answer.text


def test_a_form_opened_before_hands_in_nothing_twice_but_a_listing_of_its_own(seller, denied):
    early, late = (form_of(seller, denied, "resubmission") for _ in range(2))
    hand_in(seller, early)
    page = hand_in(seller, late)
    assert "すでに再申請されています" in page.text
    assert Listing.objects.pending().count() == 1
    hand_in(seller, page.context["form"])
    assert Listing.objects.pending().filter(resubmits=None).count() == 1


def test_the_operators_mail_of_a_resubmission_names_what_was_denied(seller, denied):
    factories.listing(seller, title="新しい題", resubmits=denied)
    mail = letter_to("board@example.jp", "掲載の再申請（新しい題）")
    assert "元の掲載　：否認された題" in mail.body


def test_the_operators_mail_of_a_replacement_names_what_goes(seller, published):
    factories.listing(seller, title="新しい題", replaces=published)
    mail = letter_to("board@example.jp", "差し替えの申請（新しい題）")
    assert "元の掲載　：水力の余剰" in mail.body
