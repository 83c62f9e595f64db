"""Writing a listing: drafts that save themselves, the preview, and coming back after a crash."""

import pytest
from playwright.sync_api import Page, expect

from dengen.accounts.models import Session
from dengen.listings.models import Draft, Listing
from tests import factories
from tests.browser.steps import field, log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seller():
    return factories.member(
        login_name="Minato2026",
        organization_name="みなと火力発電株式会社",
        email="taro.minato@minato.example.jp",
    )


def wait_for_saving(page: Page) -> None:
    expect(page.get_by_text("下書きを保存しました").first).to_be_visible()


def test_what_is_typed_keeps_itself_and_is_there_after_a_crash(open_page, shoot, seller):
    page, after = open_page(), open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    field(page, "タイトル").fill("夏季の余剰電力の売り希望")
    page.locator(".editor__text").click()
    page.keyboard.type("LNG火力の余剰分")
    wait_for_saving(page)
    shoot(page, "draft-saved")
    page.reload()
    expect(field(page, "タイトル")).to_have_value("夏季の余剰電力の売り希望")
    expect(page.locator(".editor__text")).to_contain_text("LNG火力の余剰分")
    page.context.close()
    log_in(after, "Minato2026")
    after.goto("/listings/mine/")
    shoot(after, "mine-with-draft")
    after.get_by_role("link", name="夏季の余剰電力の売り希望").first.click()
    expect(after.locator(".editor__text")).to_contain_text("LNG火力の余剰分")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_while_writing_costs_nothing(open_page, seller, scripts):
    page = open_page(scripts=scripts)
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    field(page, "タイトル").fill("夏季の余剰電力の売り希望")
    Session.objects.all().delete()
    if scripts:
        expect(page.get_by_text("ログインしていないため")).to_be_visible()
    page.get_by_role("button", name="確認する").last.click()
    page.get_by_label("会員ID").fill("Minato2026")
    page.get_by_label("パスワード").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="ログイン").click()
    expect(page.get_by_text("ログインの前に入力した内容を復元しました").first).to_be_visible()
    expect(field(page, "タイトル")).to_have_value("夏季の余剰電力の売り希望")


def test_two_tabs_of_one_draft_do_not_overwrite_each_other_silently(open_page, seller):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    field(page, "タイトル").fill("初めのタイトル")
    wait_for_saving(page)
    other = page.context.new_page()
    other.goto(page.url)
    field(other, "タイトル").fill("二つめのタブ")
    wait_for_saving(other)
    field(page, "タイトル").fill("一つめのタブ")
    expect(page.get_by_text("別の画面で更新されています")).to_be_visible()
    assert Draft.objects.get().title == "二つめのタブ"
    page.get_by_role("button", name="新しい下書きとして保存").click()
    expect(page.get_by_text("下書きを保存しました。").first).to_be_visible()
    expect(field(page, "タイトル")).to_have_value("一つめのタブ")
    assert {one.title for one in Draft.objects.all()} == {"一つめのタブ", "二つめのタブ"}


def test_a_form_in_which_nothing_was_typed_makes_no_draft(open_page, seller):
    page = open_page()
    denied = factories.listing(seller, title="否認された題")
    denied.deny(by=factories.operator(), reason="理由", revision=1)
    log_in(page, "Minato2026")
    page.goto(f"/listings/{denied.pk}/resubmission/")
    page.get_by_text("情報掲載用テンプレートを使う").click()
    page.locator(".editor__text").click()
    page.get_by_role("link", name="MY掲載に戻る").click()
    expect(page.get_by_role("heading", name="MY掲載")).to_be_visible()
    assert not Draft.objects.exists()


def test_the_boxes_of_the_two_days_stand_level(open_page, seller):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    start, end = (page.get_by_label(name).bounding_box()["y"] for name in ("開始日", "終了日"))
    assert start == end


def test_leaving_the_form_shows_the_draft_that_it_leaves(open_page, seller):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    expect(page.get_by_text("下書きとして自動で保存されます")).to_be_visible()
    field(page, "タイトル").fill("書きかけの題")
    page.get_by_role("link", name="MY掲載に戻る").click()
    title = page.get_by_role("link", name="続きを書く")
    expect(title).to_contain_text("書きかけの題")
    boxes = [one.bounding_box() for one in (title, page.get_by_role("link", name="下書きを削除"))]
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert middles[0] == pytest.approx(middles[1], abs=1)


def test_a_member_comes_from_the_preview_over_the_hints_to_handing_in(open_page, shoot, seller):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    field(page, "タイトル").fill("発電設備の買い希望（関西エリア）")
    page.get_by_label("売", exact=True).check()
    field(page, "メールアドレス").fill("taro.minato@minato.example.jp")
    page.get_by_role("button", name="プレビュー").click()
    expect(page.get_by_role("heading", name="一覧での表示")).to_be_visible()
    shoot(page, "preview")
    page.get_by_role("button", name="修正する").click()
    expect(field(page, "タイトル")).to_have_value("発電設備の買い希望（関西エリア）")
    page.get_by_role("button", name="確認する").last.click()
    expect(page.get_by_text("このままでも申請できます")).to_be_visible()
    shoot(page, "confirmation-with-hints")
    page.get_by_role("button", name="この内容で申請する").click()
    expect(page.get_by_text("申請が完了しました").first).to_be_visible()
    assert Listing.objects.count() == 1
    assert not Draft.objects.exists()


@pytest.fixture
def editor_page(open_page, seller):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    page.locator(".editor__text").click()
    page.keyboard.type("LNG火力の余剰分")
    return page


def test_walking_through_the_kinds_of_paragraph_keeps_the_focus_until_enter(editor_page):
    kinds = editor_page.get_by_label("段落の種類")
    kinds.focus()
    editor_page.keyboard.press("ArrowDown")
    expect(kinds).to_be_focused()
    expect(editor_page.locator(".editor__text h3")).to_have_text("LNG火力の余剰分")
    editor_page.keyboard.press("Enter")
    expect(editor_page.locator(".editor__text")).to_be_focused()
    assert editor_page.url.endswith("/listings/new/")


def test_a_size_chosen_by_keyboard_counts_for_what_is_typed_next(editor_page):
    editor_page.get_by_label("文字の大きさ").focus()
    editor_page.keyboard.press("ArrowDown")
    editor_page.keyboard.press("Enter")
    editor_page.keyboard.type("大")
    expect(editor_page.locator(".editor__text .fs-18")).to_have_text("大")


def test_too_long_a_text_is_said_aloud_once(editor_page):
    editor_page.keyboard.insert_text("あ" * 10_000)
    said = editor_page.locator("[data-announcements]")
    expect(said).to_have_text("10,000文字を超えています。")
    editor_page.keyboard.press("ControlOrMeta+z")
    expect(said).to_have_text("")


def test_after_reading_a_template_the_fields_follow_what_was_read(open_page, seller):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    page.get_by_text("情報掲載用テンプレートを使う").click()
    page.get_by_label("記入したテンプレート").fill("①希望の区分：売\n④電源所在エリア：東京")
    page.get_by_role("button", name="テンプレートから読み込む").click()
    told = page.get_by_text("次の項目をテンプレートから読み込みました").locator("../..")
    expect(told).to_be_focused()
    expect(page.get_by_label("記入したテンプレート")).to_be_hidden()
    between = field(page, "タイトル").bounding_box()["y"] - told.bounding_box()["y"]
    assert 0 < between < 500


def test_a_title_of_a_hundred_characters_is_kept_whatever_it_takes_to_write_one_down(editor_page):
    title = field(editor_page, "タイトル")
    title.click()
    editor_page.keyboard.insert_text("𠮷" * 100)
    expect(title).to_have_value("𠮷" * 100)
