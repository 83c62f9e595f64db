"""新規掲載: the form, the template, the confirmation, handing in (manual §3.1)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from dengen.japan.business_days import today
from dengen.listings.models import Listing
from tests.conftest import browser_of
from tests.pages import Page

pytestmark = pytest.mark.django_db
URL = "/listings/new/"


@pytest.fixture
def poster(seller):
    return browser_of(seller)


def filled_in(**changes: Any) -> dict[str, Any]:
    values = {
        "title": "発電設備の売り希望（東京エリア）",
        "start_on": today().isoformat(),
        "end_on": "",
        "side": "sell",
        "organization_name": "みなと火力発電株式会社",
        "contact_mail": "power@minato.example.jp",
        "contact_phone": "",
        "contact_person": "髙橋 一郎",
        "area": "tokyo",
        "html": "<p>詳しくはお問い合わせください。</p>",
        "submission_key": uuid4(),
    }
    return values | changes


def errors(poster, **changes: Any) -> dict:
    response = poster.post(URL, filled_in(**changes))
    assert "form" in response.context
    return response.context["form"].errors


def hand_in(poster, **changes: Any) -> Listing:
    response = poster.post(URL, filled_in(submit="1", **changes))
    assert response.status_code == 302, response.context["form"].errors
    return Listing.objects.latest("pk")


def test_the_form_begins_with_the_members_business_and_a_year_from_today(poster, seller, settings):
    settings.LISTING_PERIOD_MONTHS = 12
    with time_machine.travel("2028-02-28T15:00:00+00:00"):  # 29 February in Tokyo
        form = browser_of(seller).get(URL).context["form"]
    assert form["organization_name"].value() == "みなと火力発電株式会社"
    assert form["start_on"].value() == date(2028, 2, 29)
    assert form["end_on"].value() == date(2029, 2, 28)


def test_nothing_is_handed_in_before_the_confirmation(poster):
    page = poster.post(URL, filled_in()).content.decode()
    assert "掲載内容の確認" in page
    assert "発電設備の売り希望（東京エリア）" in page
    assert not Listing.objects.exists()


def test_handing_in_leads_to_my_listings_where_it_waits(poster):
    response = poster.post(URL, filled_in(submit="1"), follow=True)
    assert response.redirect_chain[-1][0] == "/listings/mine/"
    assert "承認待ち" in response.content.decode()
    assert Listing.objects.get().status == "pending"


def test_going_back_from_the_confirmation_keeps_everything(poster):
    form = poster.post(URL, filled_in(mend="1", title="𠮷野の風力")).context["form"]
    assert form["title"].value() == "𠮷野の風力"
    assert form["side"].value() == "sell"
    assert not form.errors


def test_pressing_twice_makes_one_listing(poster):
    values = filled_in(submit="1")
    for _ in range(2):
        assert poster.post(URL, values).url == "/listings/mine/"
    assert Listing.objects.count() == 1


@pytest.mark.parametrize("title", ["売", "あ" * 100])
def test_a_title_has_1_to_100_characters(poster, title):
    assert hand_in(poster, title=title).title == title


@pytest.mark.parametrize("title", ["", "　", "あ" * 101])
def test_empty_and_too_long_titles_are_refused(poster, title):
    assert "title" in errors(poster, title=title)


def test_the_start_may_be_today_until_midnight_in_tokyo(seller):
    with time_machine.travel("2026-11-23T14:59:00+00:00"):  # 23:59 in Tokyo
        assert hand_in(browser_of(seller), start_on="2026-11-23").start_on == date(2026, 11, 23)
    with time_machine.travel("2026-11-23T15:00:00+00:00"):
        assert "start_on" in errors(browser_of(seller), start_on="2026-11-23")


def test_the_end_may_be_the_start_itself_or_29_february(poster):
    assert hand_in(poster, end_on=today().isoformat()).end_on == today()
    assert hand_in(poster, end_on="2028-02-29").end_on == date(2028, 2, 29)


def test_an_end_before_the_start_is_refused(poster):
    assert list(errors(poster, end_on=(today() - timedelta(days=1)).isoformat())) == ["end_on"]


@pytest.mark.parametrize("day", ["2026-02-30", "明日", "20261201", "9" * 100])
def test_a_day_that_is_none_is_refused(poster, day):
    assert "start_on" in errors(poster, start_on=day)


@pytest.mark.parametrize("missing", ["side", "organization_name", "contact_person", "start_on"])
def test_what_is_required_is_said_beside_its_field(poster, missing):
    assert list(errors(poster, **{missing: ""})) == [missing]


def test_a_contact_needs_a_mail_address_or_a_phone(poster):
    assert list(errors(poster, contact_mail="")) == ["contact_mail"]
    assert (
        hand_in(poster, contact_mail="", contact_phone="０３－５５５０－０００１").contact_phone
        == "03-5550-0001"
    )


def test_a_text_of_10000_characters_is_taken_and_one_more_is_not(poster):
    assert hand_in(poster, html=f"<p>{'あ' * 10_000}</p>")
    assert list(errors(poster, html=f"<p>{'あ' * 10_001}</p>")) == ["html"]


def test_nothing_unsafe_survives_in_a_new_listing(poster):
    listing = hand_in(
        poster,
        html='<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a></p>'
        "<table><tr><td>出力</td><td>5kW</td></tr></table>",
    )
    for unsafe in ["script", "onclick", "javascript", "<table"]:
        assert unsafe not in listing.body.html
    assert "出力" in listing.body.html


def test_ten_megabytes_get_an_error_and_are_not_sent_back_whole(poster):
    response = poster.post(URL, filled_in(html="あ" * 3_400_000))
    assert list(response.context["form"].errors) == ["html"]
    assert len(response.content) < 4_000_000


def test_all_errors_come_at_once_and_nothing_typed_is_lost(poster):
    response = poster.post(URL, filled_in(title="", side="", contact_person="𠮷野"))
    assert list(response.context["form"].errors) == ["title", "side"]
    assert 'value="𠮷野"' in response.content.decode()


UNTOUCHED = {"side": "", "organization_name": "", "contact_mail": "", "area": "", "html": ""}
UNTOUCHED |= {"contact_person": ""}


def test_a_pasted_template_is_read_into_the_fields_and_the_rest_stays(poster):
    pasted = "\r\n".join(
        [
            "①希望の区分：買",
            "②事業者名：株式会社あおば電力",
            "③問合せ先：aoba@aoba.example.jp 担当者名：山﨑由美",
            "④電源所在エリア：九州",
            "⑤任意記載事項：至急",
        ]
    )
    values = filled_in(read="1", pasted=pasted, title="もとの題", **UNTOUCHED)
    form = poster.post(URL, values).context["form"]
    assert form["side"].value() == "buy"
    assert form["area"].value() == "kyushu"
    assert form["contact_mail"].value() == "aoba@aoba.example.jp"
    assert "至急" in form["html"].value()
    assert form["title"].value() == "もとの題"
    assert not form.errors


def test_what_was_typed_is_not_overwritten_by_a_template(poster):
    pasted = "①希望の区分：買\n⑤任意記載事項：至急"
    page = poster.post(URL, filled_in(read="1", pasted=pasted, side="", html="<p>打った文</p>"))
    form = page.context["form"]
    assert (form["side"].value(), form["html"].value()) == ("buy", "<p>打った文</p>")
    assert (
        "次の項目はすでに入力されているため、そのままにしました。</p><p>⑤ 任意記載事項" in page.text
    )


def test_a_template_replaces_what_was_typed_once_that_is_asked_for(poster):
    sent = filled_in(read="1", pasted="①希望の区分：買\n⑤任意記載事項：至急")
    asked = Page(poster.post(URL, sent)).button("テンプレートの内容ですべて置き換える")
    form = poster.post(URL, sent | {asked["name"]: asked["value"]}).context["form"]
    assert (form["side"].value(), form["html"].value()) == ("buy", "至急")


def test_what_the_form_proposed_is_replaced_by_a_template(poster, seller):
    values = filled_in(contact_person=seller.full_name, read="1", pasted="③担当者名：山﨑由美")
    form = poster.post(URL, values).context["form"]
    assert form["contact_person"].value() == "山﨑由美"


def test_a_template_that_says_what_was_typed_is_left_out_nowhere(poster):
    pasted = "①希望の区分：売\n⑤詳しくはお問い合わせください。"
    page = poster.post(URL, filled_in(read="1", pasted=pasted)).text
    assert "そのままにしました" not in page


@pytest.mark.parametrize(
    ("typed", "pasted"),
    [
        ({"contact_phone": "０３（１２３４）５６７８"}, "③連絡先\n電話番号：03-1234-5678"),
        ({"contact_mail": "Power@Minato.example.jp"}, "③連絡先\nPower@minato.example.jp"),
        ({"start_on": "2030/4/1"}, "掲載開始日：2030年4月1日"),
        (
            {"html": "<p>出力は応相談です。</p><p>至急</p>"},
            "⑤任意記載事項：出力は応相談です。\n至急",
        ),
    ],
    ids=["phone", "mail", "day", "text"],
)
def test_a_template_that_says_the_same_in_another_way_contradicts_nothing(poster, typed, pasted):
    page = poster.post(URL, filled_in(read="1", pasted=pasted, **typed))
    assert "読み取れませんでした" not in page.text
    assert "そのままにしました" not in page.text


def test_a_template_that_says_the_same_leaves_the_marks_of_what_was_typed(poster):
    sent = filled_in(read="1", pasted="⑤任意記載事項：至急", html="<p><strong>至急</strong></p>")
    form = poster.post(URL, sent).context["form"]
    assert form["html"].value() == "<p><strong>至急</strong></p>"


def test_what_the_template_says_in_vain_is_shown(poster):
    response = poster.post(
        URL, filled_in(read="1", pasted="①希望の区分：どちらでも\n④電源所在エリア：ハワイ")
    )
    page = response.content.decode()
    assert "読み取れませんでした" in page
    assert "ハワイ" in page


def test_the_template_can_be_copied(poster):
    assert "①希望の区分" in poster.get(URL).content.decode()


def test_the_operator_is_told_of_a_new_listing(poster):
    from dengen.mail.models import Message

    hand_in(poster)
    assert Message.objects.get(kind="listing_arrived").recipients == ["board@example.jp"]


def test_the_operators_staff_post_nothing(reviewer):
    assert browser_of(reviewer).get(URL).url == "/console/"


def test_a_pasted_template_that_was_not_read_is_kept_beside_errors(poster):
    response = poster.post(URL, filled_in(title="", pasted="①希望の区分：買"))
    assert '<textarea id="id_pasted" name="pasted" rows="8">①希望の区分：買' in (
        response.content.decode()
    )


def test_a_pasted_template_is_kept_across_the_confirmation(poster):
    page = poster.post(URL, filled_in(pasted="①希望の区分：買\n②")).content.decode()
    assert '<input type="hidden" name="pasted" value="①希望の区分：買\n②">' in page


def test_what_was_changed_after_handing_in_is_not_lost_silently(poster):
    first = filled_in(submit="1")
    poster.post(URL, first)
    form = poster.post(URL, first | {"title": "別の題"}).context["form"]
    assert "すでに" in form.non_field_errors()[0]
    assert form["title"].value() == "別の題"
    again = first | {"title": "別の題", "submission_key": form["submission_key"].value()}
    assert poster.post(URL, again).url == "/listings/mine/"
    assert Listing.objects.count() == 2


def test_handing_in_again_what_was_deleted_since_does_not_claim_success(poster, seller):
    values = filled_in(submit="1")
    poster.post(URL, values)
    Listing.objects.get().delete(by=seller)
    assert poster.post(URL, values).context["form"].non_field_errors()


def test_ten_megabytes_of_template_are_no_error_and_are_not_sent_back_whole(poster):
    response = poster.post(URL, filled_in(read="1", pasted="⑤" + "あ" * 3_400_000))
    assert response.status_code == 200
    assert len(response.content) < 1_000_000


def test_a_key_that_another_member_used_does_no_harm(poster, buyer):
    values = filled_in(submit="1")
    assert browser_of(buyer).post(URL, values).status_code == 302
    assert poster.post(URL, values).status_code == 302
    assert Listing.objects.count() == 2


def test_a_replaced_number_that_no_listing_has_is_ignored(seller):
    response = browser_of(seller).post("/listings/new/", {"mend": "1", "replaces": "1" * 5000})
    assert response.context["replaced"] is None


def test_a_phone_that_is_wrong_is_the_only_error_about_the_contact(seller):
    sent = {"contact_phone": "3-12", "contact_mail": ""}
    errors = browser_of(seller).post("/listings/new/", sent).context["form"].errors
    assert "contact_phone" in errors
    assert "contact_mail" not in errors
