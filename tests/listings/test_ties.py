"""What a new listing replaces or repeats: the tie that is cut, its drafts, and what is said."""

from datetime import timedelta

import pytest
import time_machine

from dengen.japan.business_days import add_months, today
from dengen.listings.models import Draft, Listing
from tests import factories
from tests.conftest import browser_of
from tests.letters import letter_to, letters_to
from tests.listings.test_new import URL, filled_in
from tests.listings.test_renewal import form_of, hand_in
from tests.pages import Page

pytestmark = pytest.mark.django_db
GO_ON = "もう一度「確認する」を押してください"
OVER = timedelta(days=400)


@pytest.fixture
def published(seller, reviewer):
    return factories.published(seller, by=reviewer, title="水力の余剰")


@pytest.fixture
def taken_back(seller, published):
    """The draft of a replacement whose original was deleted while it waited."""
    waiting = factories.listing(seller, replaces=published)
    published.delete(by=seller)
    return waiting.cancel(by=seller)


def typed_in(form) -> dict:
    return {field.name: field.value() for field in form if field.value() is not None}


def draft_of(account, form, **changes) -> Draft:
    values = typed_in(form)
    key = values["submission_key"]
    browser_of(account).post(f"/listings/drafts/{key}/", values | changes)
    return Draft.objects.get(key=key)


def opened(account, draft: Draft):
    return browser_of(account).get(f"/listings/drafts/{draft.key}/")


def test_a_draft_whose_original_is_gone_says_so_when_it_is_opened(seller, taken_back):
    page = opened(seller, taken_back)
    assert "差し替え元の「水力の余剰」は、もう掲載されていません。" in page.text
    assert Page(page).heading() == "新規掲載"


def test_a_draft_whose_original_is_gone_is_handed_in_as_a_new_listing(seller, taken_back):
    hand_in(seller, opened(seller, taken_back).context["form"])
    assert Listing.objects.pending().get().replaces is None


def test_a_second_draft_of_a_replacement_that_was_approved_is_handed_in_as_a_new_one(
    seller, reviewer, published
):
    draft = draft_of(seller, form_of(seller, published, "replacement"), title="二つめ")
    factories.listing(seller, replaces=published).approve(by=reviewer, revision=1)
    hand_in(seller, opened(seller, draft).context["form"])
    assert Listing.objects.pending().get().title == "二つめ"


def test_a_draft_of_a_resubmission_that_is_not_needed_says_so_when_it_is_opened(seller, reviewer):
    denied = factories.listing(seller, title="否認された題")
    denied.deny(by=reviewer, reason="理由", revision=1)
    draft = draft_of(seller, form_of(seller, denied, "resubmission"), title="直した題")
    denied.reopen(by=reviewer, revision=2)
    page = opened(seller, draft)
    assert "審査が再び始まった" in page.text
    assert Page(page).heading() == "新規掲載"


@pytest.mark.parametrize("button", ["", "submit"])
def test_a_form_whose_original_is_gone_says_so_and_lets_go_of_it(seller, published, button):
    form = form_of(seller, published, "replacement")
    published.delete(by=seller)
    answer = browser_of(seller).post(URL, typed_in(form) | {button: "1"})
    assert "もう掲載されていません" in answer.text
    assert GO_ON in answer.text
    hand_in(seller, answer.context["form"])
    assert Listing.objects.pending().get().replaces is None


def test_a_second_replacement_is_refused_before_its_confirmation(seller, published):
    form = form_of(seller, published, "replacement")
    factories.listing(seller, replaces=published)
    answer = browser_of(seller).post(URL, typed_in(form))
    assert "承認待ちの差し替え申請がすでにあります" in answer.text
    assert answer.context["form"]["replaces"].value() == str(published.pk)


def test_a_replacement_begun_again_leads_to_the_draft_of_it(seller, published):
    draft = draft_of(seller, form_of(seller, published, "replacement"), title="書きかけ")
    page = browser_of(seller).get(f"/listings/{published.pk}/replacement/")
    assert f'href="/listings/drafts/{draft.key}/"' in page.text
    assert "「書きかけ」" in page.text


def test_a_renewal_begun_again_leads_to_the_draft_of_it(seller, published):
    with time_machine.travel(OVER):
        draft = draft_of(seller, form_of(seller, published, "resubmission"), title="書きかけ")
        page = browser_of(seller).get(f"/listings/{published.pk}/resubmission/")
        assert f'href="/listings/drafts/{draft.key}/"' in page.text


def test_the_drafts_of_another_listing_are_not_spoken_of(seller, published):
    draft_of(seller, form_of(seller, factories.published(seller), "replacement"), title="別の")
    page = browser_of(seller).get(f"/listings/{published.pk}/replacement/").text
    assert "下書きがあります" not in page


def test_a_draft_says_in_its_heading_and_in_my_listings_what_it_replaces(seller, published):
    draft = draft_of(seller, form_of(seller, published, "replacement"), title="書きかけ")
    assert Page(opened(seller, draft)).heading() == "差し替え申請"
    assert "「水力の余剰」の差し替え" in browser_of(seller).get("/listings/mine/").text


def test_the_visible_link_of_a_draft_says_that_one_goes_on_writing(seller, published):
    draft = draft_of(seller, form_of(seller, published, "replacement"), title="書きかけ")
    page = Page(browser_of(seller).get("/listings/mine/"))
    assert page.links("続きを書く：書きかけ") == [f"/listings/drafts/{draft.key}/"]


def test_what_is_over_and_was_handed_in_again_says_so_with_a_link(seller, published):
    with time_machine.travel(OVER):
        new = hand_in_again(seller, published)
        page = browser_of(seller).get("/listings/mine/").text
        assert "掲載期間が終了し、再申請済みです" in page
        assert f'href="/listings/{new.pk}/"' in page
        assert f"/listings/{published.pk}/resubmission/" not in page


def hand_in_again(seller, listing: Listing) -> Listing:
    hand_in(seller, form_of(seller, listing, "resubmission"), title="更新した題")
    return Listing.objects.pending().get()


@pytest.mark.parametrize("end", ["deny", "delete"])
def test_what_is_over_can_be_renewed_again_once_its_renewal_is_neither_waiting_nor_shown(
    seller, reviewer, published, end
):
    with time_machine.travel(OVER):
        new = hand_in_again(seller, published)
        if end == "deny":
            new.deny(by=reviewer, reason="理由", revision=1)
        else:
            new.approve(by=reviewer, revision=1)
            new.delete(by=seller)
        page = browser_of(seller).get("/listings/mine/").text
        assert f"/listings/{published.pk}/resubmission/" in page


def test_a_renewal_is_not_handed_in_twice_from_two_forms(seller, published):
    with time_machine.travel(OVER):
        early, late = (form_of(seller, published, "resubmission") for _ in range(2))
        hand_in(seller, early)
        answer = browser_of(seller).post(URL, typed_in(late))
        assert "すでに再申請されています" in answer.text
        assert Listing.objects.pending().count() == 1


def test_a_renewal_is_called_what_its_button_says(seller, published):
    with time_machine.travel(OVER):
        page = browser_of(seller).get(f"/listings/{published.pk}/resubmission/")
        assert Page(page).heading() == "再申請"
        assert "前回の否認理由" not in page.text
        hand_in_again(seller, published)
        mail = letter_to("board@example.jp", "掲載の再申請（更新した題）")
    assert "掲載期間が終了した掲載の再申請" in mail.body
    assert "元の掲載　：水力の余剰" in mail.body


def test_the_reviewer_of_a_renewal_reads_what_changed_since_the_last_time(
    seller, reviewer, published
):
    with time_machine.travel(OVER):
        new = hand_in_again(seller, published)
        page = browser_of(reviewer).get(f"/console/listings/{new.pk}/").text
    assert "前回からの変更" in page
    assert "差し替え前との違い" not in page


@pytest.fixture
def orphan(seller, published):
    """A replacement that waits while what it was to replace was deleted."""
    waiting = factories.listing(seller, title="新しい題", replaces=published)
    published.delete(by=seller)
    return waiting


@pytest.mark.parametrize("page", ["/listings/mine/", "/listings/{0}/"])
def test_owners_read_that_their_listing_replaces_nothing_any_more(seller, orphan, page):
    text = browser_of(seller).get(page.format(orphan.pk)).text
    assert "「水力の余剰」は削除されているため、承認されると、新しい掲載になります" in text
    assert "置き換わります" not in text


def test_the_reviewer_reads_that_it_replaces_nothing_any_more(reviewer, orphan):
    page = browser_of(reviewer).get(f"/console/listings/{orphan.pk}/").text
    assert "元の掲載はすでに削除されています" in page
    assert "同時に削除されます" not in page


def test_the_approval_of_a_listing_whose_original_is_gone_does_not_claim_to_have_deleted_it(
    seller, reviewer, orphan
):
    orphan.approve(by=reviewer, revision=1)
    assert "差し替え前の情報" not in letters_to(seller.email, "掲載が承認")[-1].body


@pytest.mark.parametrize("page", ["/listings/mine/", "/listings/{0}/deletion/"])
def test_who_deletes_what_is_to_be_replaced_is_told_of_the_replacement(seller, published, page):
    factories.listing(seller, title="新しい題", replaces=published)
    text = browser_of(seller).get(page.format(published.pk)).text
    assert "差し替え申請「新しい題」はそのまま残り" in text


def test_who_deletes_what_waits_is_not_told_that_others_saw_it(seller):
    waiting = factories.listing(seller)
    text = browser_of(seller).get(f"/listings/{waiting.pk}/deletion/").text
    assert "承認待ちの申請を取り下げ" in text
    assert "他の会員からも参照できなくなります" not in text


def later(published) -> dict:
    return {"start_on": add_months(today(), 2), "replaces": published}


def test_a_replacement_that_begins_later_is_warned_of_on_its_confirmation(seller, published):
    start = add_months(today(), 2).isoformat()
    page = browser_of(seller).post(URL, filled_in(replaces=published.pk, start_on=start)).text
    assert "掲載中の「水力の余剰」" in page
    assert "それまでの間は、どちらも表示されません" in page


def test_the_reviewer_is_warned_of_a_replacement_that_begins_later(seller, reviewer, published):
    waiting = factories.listing(seller, **later(published))
    page = browser_of(reviewer).get(f"/console/listings/{waiting.pk}/").text
    assert "それまでの間は、どちらも表示されません" in page


def test_a_replacement_that_begins_at_once_is_not_warned_of(seller, published):
    page = browser_of(seller).post(URL, filled_in(replaces=published.pk)).text
    assert "どちらも表示されません" not in page


def test_the_form_of_a_replacement_says_that_a_later_start_leaves_a_gap(seller, published):
    page = browser_of(seller).get(f"/listings/{published.pk}/replacement/").text
    assert "開始日を先の日付にすると" in page


@pytest.mark.parametrize(
    ("way", "kind"), [("replacement", "差し替え"), ("resubmission", "再申請"), ("", "掲載")]
)
def test_what_was_handed_in_is_said_to_be_complete_by_its_kind(
    seller, reviewer, published, way, kind
):
    if way == "resubmission":
        published.deny(by=reviewer, reason="理由", revision=published.revision)
    url = f"/listings/{published.pk}/{way}/" if way else URL
    form = browser_of(seller).get(url).context["form"]
    values = {"title": "出した題", "side": "sell", "contact_mail": "power@minato.example.jp"}
    page = Page(hand_in(seller, form, **values))
    assert page.messages()[0].startswith(f"申請が完了しました（{kind}：「出した題」）")


def test_nothing_claims_an_approval_before_there_is_one(seller):
    for button in ("preview", ""):
        page = browser_of(seller).post(URL, filled_in(**{button: "1"})).text
        assert "掲載承認日：承認後に表示" in page


def test_the_first_button_of_a_preview_leads_on(seller):
    page = Page(browser_of(seller).post(URL, filled_in(preview="1")))
    assert page.button("確認する")["class"] == ["button"]


def test_what_is_shown_for_the_last_day_says_so(seller):
    factories.published(seller, end_on=today())
    assert "（本日まで）" in browser_of(seller).get("/listings/mine/").text
