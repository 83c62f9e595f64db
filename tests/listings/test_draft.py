"""Drafts: what was typed so far survives a crash, a closed tab and an expired session."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client

from dengen import clock
from dengen.listings.drafts.draft import DRAFTS_PER_MEMBER
from dengen.listings.models import Draft, Listing
from tests import factories
from tests.conftest import browser_of
from tests.listings.test_new import URL, filled_in
from tests.pages import Page, words

pytestmark = pytest.mark.django_db
TYPED = {"title": "書きかけの売り希望", "html": "<p>燃料は", "contact_mail": "まだ"}


@pytest.fixture
def poster(seller):
    return browser_of(seller)


def keep(client, key=None, revision=0, **changes):
    key = key or uuid4()
    values = TYPED | {"submission_key": key, "draft_revision": revision} | changes
    return key, client.post(f"/listings/drafts/{key}/", values)


def test_what_was_typed_is_kept_as_it_is_however_unfinished(poster):
    key, answer = keep(poster, title="𠮷野の髙い山 😀")
    assert answer.json()["revision"] == 1
    form = poster.get(f"/listings/drafts/{key}/").context["form"]
    assert form["title"].value() == "𠮷野の髙い山 😀"
    assert form["contact_mail"].value() == "まだ"
    assert form["html"].value() == "<p>燃料は"


def test_a_draft_stands_among_ones_listings_and_can_be_thrown_away(poster):
    key, _answer = keep(poster)
    assert "書きかけの売り希望" in poster.get("/listings/mine/").content.decode()
    for _press in range(2):
        poster.post(f"/listings/drafts/{key}/deletion/")
    assert "書きかけの売り希望" not in poster.get("/listings/mine/").content.decode()


def test_a_draft_is_nobody_elses_to_read(poster, buyer, reviewer):
    key, _answer = keep(poster)
    assert browser_of(buyer).get(f"/listings/drafts/{key}/").status_code == 404
    assert browser_of(reviewer).get(f"/listings/drafts/{key}/").url == "/console/"


def test_a_later_save_of_the_same_page_replaces_the_earlier(poster):
    key, first = keep(poster)
    _key, second = keep(poster, key, first.json()["revision"], title="新しいタイトル")
    assert second.json()["revision"] == 2
    assert Draft.objects.get().title == "新しいタイトル"


def test_another_tab_does_not_overwrite_a_draft_silently(poster):
    key, _first = keep(poster)
    keep(poster, key, 1, title="こちらのタブ")
    _key, stale = keep(poster, key, 1, title="あちらのタブ")
    assert stale.status_code == 409
    assert "別の画面で更新されています" in stale.json()["error"]
    assert Draft.objects.get().title == "こちらのタブ"


def test_handing_a_listing_in_ends_its_draft(poster):
    values = filled_in()
    keep(poster, values["submission_key"])
    poster.post(URL, values | {"submit": "1", "draft_revision": 1})
    assert Listing.objects.exists()
    assert not Draft.objects.exists()


def test_a_late_save_does_not_bring_back_what_was_handed_in(poster):
    values = filled_in()
    poster.post(URL, values | {"submit": "1"})
    assert keep(poster, values["submission_key"])[1].status_code == 409
    assert not Draft.objects.exists()


@pytest.fixture
def overtaken(poster):
    """What a page sends whose draft was since saved by another one."""
    key, _first = keep(poster)
    keep(poster, key, 1, title="別の画面の題")
    return filled_in(title="こちらの題", submission_key=key, draft_revision=1)


def titles() -> list[str]:
    return sorted(draft.title for draft in Draft.objects.all())


def test_a_page_that_was_overtaken_is_offered_a_draft_of_its_own(poster, overtaken):
    page = Page(poster.post(URL, overtaken | {"keep": "1"}))
    button = page.button("新しい下書きとして保存")
    assert button.find_parent(hidden=True) is None
    for _press in range(2):
        answer = poster.post(URL, overtaken | {button["name"]: button["value"]}, follow=True)
    assert answer.context["form"]["title"].value() == "こちらの題"
    assert titles() == ["こちらの題", "別の画面の題"]


def test_a_page_that_was_overtaken_again_keeps_the_next_draft(poster, overtaken):
    poster.post(URL, overtaken | {"keep_apart": "1"})
    page = poster.post(URL, overtaken | {"keep_apart": "1", "title": "もう一つの題"})
    again = {field.name: field.value() or "" for field in page.context["form"]}
    poster.post(URL, again | {"keep_apart": "1", "draft_revision": "0"})
    assert titles() == ["こちらの題", "もう一つの題", "別の画面の題"]


def test_a_page_whose_form_was_handed_in_elsewhere_keeps_a_draft_of_its_own(poster):
    values = filled_in()
    poster.post(URL, values | {"submit": "1"})
    poster.post(URL, values | {"title": "書き足した題", "keep_apart": "1"})
    assert titles() == ["書き足した題"]


@pytest.mark.parametrize("button", ["confirm", "preview"])
def test_handing_in_from_a_page_that_was_overtaken_leaves_the_other_draft(
    poster, overtaken, button
):
    form = poster.post(URL, overtaken | {button: "1"}).context["form"]
    sent = {field.name: field.value() or "" for field in form} | {"draft_revision": "0"}
    for _press in range(2):
        poster.post(URL, sent | {"submit": "1"})
    assert Listing.objects.get().title == "こちらの題"
    assert titles() == ["別の画面の題"]


def test_a_page_whose_draft_says_the_same_is_not_overtaken(poster):
    values = filled_in(html="<p>一</p>\n<p>二</p>")
    same = values | {"html": "<p>一</p>\r\n<p>二</p>"}
    poster.post(f"/listings/drafts/{same['submission_key']}/", same)
    poster.post(URL, values | {"submit": "1", "draft_revision": "0"})
    assert Listing.objects.get().submission_key == values["submission_key"]
    assert not Draft.objects.exists()


def test_what_the_form_proposes_is_no_draft(poster):
    form = poster.get(URL).context["form"]
    values = {field.name: field.value() or "" for field in form} | {"html": "<p></p>"}
    key = values["submission_key"]
    answer = poster.post(f"/listings/drafts/{key}/", values)
    assert answer.json() == {"revision": 0, "text": ""}
    assert "下書きは保存していません" in poster.post(URL, values | {"keep": "1"}).text
    assert not Draft.objects.exists()


def test_home_tells_of_drafts_and_no_more_once_they_are_gone(poster):
    key, _answer = keep(poster)
    assert "書きかけの下書きが1件あります" in poster.get("/").text
    poster.post(f"/listings/drafts/{key}/deletion/")
    assert "書きかけの下書き" not in poster.get("/").text


def test_there_are_so_many_and_no_more(poster):
    for _number in range(DRAFTS_PER_MEMBER):
        assert keep(poster)[1].status_code == 200
    answer = keep(poster)[1]
    assert f"{DRAFTS_PER_MEMBER}件まで" in answer.json()["error"]


@pytest.mark.parametrize(("seconds", "is_kept"), [(-5, True), (5, False)])
def test_one_that_nobody_goes_on_with_is_forgotten_after_90_days(poster, seconds, is_kept):
    keep(poster)
    with clock.at(clock.now() + timedelta(days=90, seconds=seconds)):
        call_command("clear_drafts")
    assert Draft.objects.exists() is is_kept


def test_the_end_of_the_id_ends_them(poster, seller, reviewer):
    keep(poster)
    seller.retire(by=reviewer, reason=factories.REASON)
    assert not Draft.objects.exists()


def test_without_scripts_a_button_keeps_it(poster):
    values = filled_in(title="ボタンで保存")
    answer = poster.post(URL, values | {"keep": "1"})
    assert answer.url == f"/listings/drafts/{values['submission_key']}/"
    assert "下書きを保存しました" in poster.get(answer.url).content.decode()


def sent_without_a_session(poster, login: Client, **changes) -> Client:
    """The form is open, the session ends, the button is pressed in the same browser."""
    seal = str(poster.get(URL).context["seal"])
    login.following = login.post(URL, filled_in(seal=seal, **changes)).url
    return login


def log_in(client: Client, login_id: str):
    values = {"login_id": login_id, "password": factories.PASSWORD}
    return client.post(client.following, values, follow=True)


def test_a_form_sent_after_the_session_ended_is_there_after_the_login(poster, seller):
    browser = sent_without_a_session(poster, Client(), title="時間をかけて書いた")
    page = log_in(browser, seller.login_id)
    assert page.context["form"]["title"].value() == "時間をかけて書いた"
    assert "復元しました" in page.content.decode()


def test_what_is_said_of_it_fits_the_form_and_a_log_out_of_ones_own(poster, seller):
    browser = sent_without_a_session(poster, Client())
    assert "ログインしていないため、まだ送信されていません" in browser.get(browser.following).text
    assert "パスワードとファイル" not in log_in(browser, seller.login_id).text


def test_a_password_that_was_typed_beside_it_is_asked_for_again(poster, seller):
    url = "/account/contact/"
    sent = {"seal": str(poster.get(url).context["seal"]), "street": "丸の内", "password": "x"}
    browser = Client()
    browser.following = browser.post(url, sent).url
    assert "パスワードとファイルは、もう一度" in log_in(browser, seller.login_id).text


def test_nobody_else_who_logs_in_there_gets_it(poster, buyer, seller):
    browser = sent_without_a_session(poster, Client(), title="時間をかけて書いた")
    assert log_in(browser, buyer.login_id).context["form"]["title"].value() is None


def test_without_a_seal_of_ours_nothing_is_kept(seller):
    browser = Client()
    sent = filled_in(seal="1:forged", title="他人が送り込んだ")
    browser.post(URL, sent, headers={"Referer": f"http://testserver{URL}"})
    browser.following = f"/login/?next={URL}"
    assert log_in(browser, seller.login_id).context["form"]["title"].value() is None


def test_a_preview_shows_it_as_others_will_see_it_whatever_is_missing(poster):
    page = poster.post(URL, filled_in(contact_person="", preview="1")).content.decode()
    assert "他の会員には次のように表示されます" in page
    assert "入力が済んでいない項目" in page
    assert "修正が必要なため" not in page
    assert page.count("発電設備の売り希望（東京エリア）") >= 3  # card, page, and the form's value
    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("html", "あ" * 10_001, "⑤ 任意記載事項</strong>：10,000文字以内で入力"),
        ("html", "<b></q>" * 71_000, "⑤ 任意記載事項</strong>：書式の情報が多すぎる"),
        ("contact_phone", "3456", "電話番号</strong>：番号が正しくありません"),
    ],
    ids=["too long", "too much markup", "no phone number"],
)
def test_a_preview_says_what_was_typed_and_is_not_shown(poster, field, typed, told):
    page = poster.post(URL, filled_in(**{field: typed}, preview="1")).content.decode()
    assert told in page
    assert "入力が済んでいない項目" not in page


def test_a_preview_of_what_is_kept_as_a_draft_does_not_say_that_it_is_not_saved(poster):
    values = filled_in()
    keep(poster, values["submission_key"])
    lede = Page(poster.post(URL, values | {"preview": "1"})).soup.find(class_="lede")
    assert "まだ申請していません" in words(lede)
    assert "保存" not in words(lede)


def test_from_the_preview_one_comes_back_with_everything(poster):
    values = filled_in(title="戻って直す", contact_mail="まだ")
    assert poster.post(URL, values | {"preview": "1"}).status_code == 200
    form = poster.post(URL, values | {"mend": "1"}).context["form"]
    assert form["contact_mail"].value() == "まだ"


def test_a_member_with_500_listings_sees_them_by_pages(
    poster, seller, django_assert_max_num_queries
):
    first = factories.listing(seller)
    rows = []
    for _number in range(499):
        copy = Listing.objects.get(pk=first.pk)
        copy.pk, copy.submission_key = None, uuid4()
        rows.append(copy)
    Listing.objects.bulk_create(rows)
    with django_assert_max_num_queries(12):
        page = poster.get("/listings/mine/?page=25")
    assert len(page.context["page_obj"]) == 20


def test_the_operators_staff_keep_no_drafts(reviewer):
    with pytest.raises(PermissionDenied):
        Draft.keep(by=reviewer, key=uuid4(), values=TYPED, revision=0)
