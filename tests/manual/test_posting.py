"""3. 発電設備等の情報掲載, rule by rule as the manual has it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings

from dengen.japan.areas import Area
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.listings.template_reader import read_template
from dengen.listings.template_reader.template import TEMPLATE
from tests import factories
from tests.conftest import browser_of
from tests.letters import letter_to
from tests.listings.test_new import errors, filled_in, hand_in
from tests.pages import Page, words

pytestmark = pytest.mark.django_db

AREAS = "北海道 東北 東京 中部 北陸 関西 中国 四国 九州 沖縄"
DAY = timedelta(days=1)


@pytest.fixture
def poster(seller):
    return browser_of(seller)


@pytest.fixture
def form(poster) -> Page:
    return Page(poster.get("/listings/new/"))


class TestForm:
    """新規掲載 and its 記載要綱."""

    @pytest.mark.parametrize(
        "label", ["タイトル", "開始日", "① 希望の区分", "② 事業者名", "売買の担当者名"]
    )
    def test_the_form_of_a_listing_says_what_is_required(self, form, label):
        assert form.is_required(label)

    @pytest.mark.parametrize(
        "label", ["終了日（任意）", "④ 電源所在エリア（任意）", "⑤ 任意記載事項"]
    )
    def test_the_form_of_a_listing_says_what_is_optional(self, form, label):
        assert not form.is_required(label)

    def test_what_is_optional_may_be_left_out(self, poster):
        listing = hand_in(poster, area="", html="", end_on="")
        assert (listing.area, listing.end_on) == ("", None)

    def test_a_side_is_sell_or_buy(self, poster):
        assert "side" in errors(poster, side="both")
        assert errors(poster, side="")["side"] == ["売・買のどちらかを選んでください。"]

    @pytest.mark.parametrize(
        ("label", "advice"),
        [
            ("タイトル", "わかりやすく付けてください（例：発電設備の売り希望（東京エリア））"),
            ("開始日", "本日以降"),
            ("② 事業者名", "正式名称"),
            ("メールアドレス", "メーリングリスト"),
            ("⑤ 任意記載事項", "伝えたいことを簡潔に"),
            ("⑤ 任意記載事項", "文字の大きさは14以上"),
        ],
    )
    def test_the_form_of_a_listing_says_how_to_fill_it_in(self, form, label, advice):
        assert advice in form.hint(label)

    def test_the_form_of_a_listing_says_what_a_contact_consists_of(self, form):
        said = words(form.soup.find(id="contact-hint"))
        assert said == "メールアドレスか電話番号のどちらかと、売買の担当者名を入力してください。"

    def test_an_area_is_one_of_the_ten(self, form, poster):
        assert form.options("④ 電源所在エリア（任意）") == ["指定なし", *AREAS.split()]
        assert "area" in errors(poster, area="本州")

    @pytest.mark.parametrize("area", Area.values)
    def test_each_of_the_ten_areas_is_taken(self, poster, area):
        assert hand_in(poster, area=area).area == area

    def test_the_form_of_a_listing_proposes_a_year_and_asks_to_delete_soon_what_is_not_needed(
        self, form
    ):
        advice = form.hint("終了日（任意）")
        assert "1年を目安に" in advice
        assert "速やかに削除" in advice

    def test_a_title_is_required_and_has_100_characters_at_most(self, poster):
        assert "title" in errors(poster, title="")
        assert "title" in errors(poster, title="電" * 101)
        assert hand_in(poster, title="電" * 100).title == "電" * 100

    def test_the_calendar_of_a_period_begins_today(self, form):
        assert form.field("開始日")["type"] == "date"
        assert form.field("開始日")["min"] == today().isoformat()

    def test_the_start_is_today_or_later(self, poster):
        assert "start_on" in errors(poster, start_on=today() - DAY)
        assert hand_in(poster, start_on=today()).start_on == today()


class TestTemplate:
    """情報掲載用テンプレート."""

    def test_the_template_stands_on_the_form_to_be_copied(self, form):
        assert form.soup.find(id="template-text").get_text() == TEMPLATE
        assert form.button("テンプレートをコピー")["data-copy"] == "#template-text"

    @pytest.mark.parametrize(
        "advice",
        [
            "「売」又は「買」を記入してください（必須）",
            "正式名称で記入してください（必須）",
            "メールアドレス又は電話番号と、売買の担当者名を記入してください（必須）",
            "個人アドレス以外のメーリングリスト等を推奨します",
            "、".join(AREAS.split()) + "から一つ（任意）",
            "伝達したい事項を簡潔に記入してください（任意）",
        ],
    )
    def test_the_template_says_how_to_fill_it_in(self, advice):
        assert advice in TEMPLATE

    @pytest.mark.parametrize("number", "①②③④⑤")
    def test_the_template_has_each_number(self, number):
        assert f"\n{number}" in f"\n{TEMPLATE}"

    @pytest.mark.parametrize("left_out", ["④", "⑤", "④⑤"])
    def test_the_optional_numbers_may_be_left_out(self, left_out):
        lines = {
            "①": "①希望の区分：売",
            "②": "②事業者名：みなと火力発電株式会社",
            "③": "③問合せ先：\nメールアドレス：power@minato.example.jp\n担当者名：髙橋 一郎",
            "④": "④電源所在エリア：東京",
            "⑤": "⑤任意記載事項：応相談",
        }
        reading = read_template("\n".join(v for k, v in lines.items() if k not in left_out))
        assert reading.values["side"] == "sell"
        assert reading.values["organization_name"] == "みなと火力発電株式会社"
        assert reading.values["contact_mail"] == "power@minato.example.jp"
        assert reading.unread == []
        assert ("area" in reading.values) == ("④" not in left_out)


class TestDecision:
    """After posting: waiting, the approval, the denial."""

    def test_after_posting_it_stands_in_my_listings_and_others_see_nothing(self, poster, buyer):
        listing = hand_in(poster, title="水力の余剰")
        assert Page(poster.get("/listings/mine/")).links("水力の余剰")
        other = browser_of(buyer)
        assert not Page(other.get("/listings/")).links("水力の余剰")
        assert other.get(f"/listings/{listing.pk}/").status_code == 404

    @pytest.mark.parametrize(
        ("posted", "promised"),
        [("2031-11-21T14:59:00+00:00", "2031-11-27")],
    )
    def test_a_decision_is_promised_for_the_third_business_day(
        self, seller, posted, promised, settings
    ):
        settings.REVIEW_BUSINESS_DAYS = 3
        with time_machine.travel(posted):
            listing = factories.listing(seller)
        assert Listing.objects.get(pk=listing.pk).due_on.isoformat() == promised

    def test_the_poster_reads_until_when_to_expect_it(self, poster, seller, settings):
        settings.REVIEW_BUSINESS_DAYS = 3
        with time_machine.travel("2031-11-21T03:00:00+00:00"):
            factories.listing(seller)
        mine = words(Page(poster.get("/listings/mine/")).soup.find("main"))
        assert "結果は通常2031年11月27日（木）ごろまでにお知らせします" in mine

    def test_the_approval_is_told_to_the_poster_by_the_board(self, seller, reviewer):
        listing = factories.listing(seller, title="水力の余剰")
        listing.approve(by=reviewer, revision=1)
        mail = letter_to(seller.email, "掲載")
        assert mail.from_email == settings.SYSTEM_MAIL_FROM
        assert "水力の余剰" in mail.body
        assert f"{settings.SITE_URL}/listings/{listing.pk}/" in mail.body

    def test_the_denial_has_the_manuals_subject_and_the_reason(self, seller, reviewer):
        listing = factories.listing(seller, title="水力の余剰")
        listing.deny(by=reviewer, reason="②が正式名称ではありません。", revision=1)
        mail = letter_to(seller.email, "承認されませんでした")
        assert mail.subject == (
            "【発電設備等の情報掲示板】発電設備等情報への掲載が承認されませんでした（水力の余剰）"
        )
        assert mail.from_email == settings.SYSTEM_MAIL_FROM
        assert "②が正式名称ではありません。" in mail.body
        assert "「修正して再申請」から再度申請をお願いいたします" in mail.body

    def test_the_mail_of_a_denial_leads_to_the_page_with_the_reason(self, poster, seller, reviewer):
        listing = factories.listing(seller, title="水力の余剰")
        listing.deny(by=reviewer, reason="②が正式名称ではありません。", revision=1)
        body = letter_to(seller.email, "承認されませんでした").body
        (address,) = re.findall(rf"^{settings.SITE_URL}(/\S+)$", body, re.MULTILINE)
        page = Page(poster.get(address))
        assert page.heading() == "水力の余剰"
        assert "②が正式名称ではありません。" in page.soup.find("main").get_text()

    @pytest.mark.parametrize("page", ["/listings/mine/", "/listings/{}/"])
    def test_a_denied_one_can_be_posted_again_from(self, poster, seller, reviewer, page):
        listing = factories.listing(seller, title="水力の余剰")
        listing.deny(by=reviewer, reason="②が正式名称ではありません。", revision=1)
        denied = Page(poster.get(page.format(listing.pk)))
        assert "②が正式名称ではありません。" in denied.soup.find("main").get_text()
        (address,) = denied.links("修正して再申請")
        form = Page(poster.get(address))
        assert form.field("タイトル")["value"] == "水力の余剰"
        assert form.soup.find("input", attrs={"name": "resubmits"})["value"] == str(listing.pk)


class TestDeletion:
    """3.3: the trash, the dialog, OK."""

    def test_the_trash_of_each_listing_opens_a_dialog_that_deletes_it(self, poster, seller, buyer):
        listing = factories.published(seller, title="水力の余剰")
        page = Page(poster.get("/listings/mine/"))
        (trash,) = page.soup.select(f'a[data-dialog="deletion-{listing.pk}"]')
        assert trash.find("svg")
        assert "「水力の余剰」を削除する" in trash.get_text()
        dialog = page.soup.find("dialog", id=f"deletion-{listing.pk}")
        assert dialog.find("form")["action"] == f"/listings/{listing.pk}/deletion/"
        assert dialog.find("button").get_text(strip=True).startswith("OK")
        mine = Page(poster.post(f"/listings/{listing.pk}/deletion/", follow=True))
        assert mine.heading() == "MY掲載"
        assert mine.messages() == ["「水力の余剰」を削除しました。"]
        assert not Page(poster.get("/listings/mine/")).links("水力の余剰")
        assert not Page(browser_of(buyer).get("/listings/")).links("水力の余剰")

    def test_without_scripts_a_page_asks_for_the_same_ok(self, poster, seller):
        listing = factories.published(seller, title="水力の余剰")
        page = Page(poster.get(f"/listings/{listing.pk}/deletion/"))
        assert page.heading() == "この掲載情報を削除しますか？"
        assert page.button("OK（削除する）")


def test_the_confirmation_shows_what_others_will_see(poster):
    page = Page(poster.post("/listings/new/", filled_in(title="水力の余剰", area="okinawa")))
    assert page.heading() == "掲載内容の確認"
    assert page.fact("④ 電源所在エリア") == "沖縄"
