"""What a phone shows first: the board's content, not what leads to it."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH, FOLD = 375, 667  # CSS pixels of a small phone


@pytest.fixture
def page(open_page):
    factories.published(factories.member(), title="水力の余剰")
    factories.member(login_name="Aoba20260", organization_name="株式会社あおば電力")
    page = open_page(WIDTH)
    log_in(page, "Aoba20260")
    page.goto("/listings/")
    return page


def test_the_first_listing_of_the_list_stands_above_the_fold(page):
    title = page.get_by_role("link", name="水力の余剰", exact=True).bounding_box()
    assert title["y"] + title["height"] <= FOLD


def test_the_header_takes_one_line(page):
    header = page.locator(".header__in").bounding_box()
    button = page.get_by_role("button", name="ログアウト").bounding_box()
    assert header["height"] < 2 * button["height"]
    expect(page.get_by_role("link", name="株式会社あおば電力")).to_be_attached()
    name = page.locator(".logo span").bounding_box()
    assert name["height"] < button["height"]


def test_the_way_to_the_account_bears_its_word(page):
    word = page.get_by_role("banner").get_by_text("アカウント", exact=True)
    assert word.bounding_box()["width"] > 40
    word.click()
    expect(page.get_by_role("heading", name="アカウント", exact=True)).to_be_visible()


def test_the_search_unfolds_on_a_phone(page):
    page.get_by_text("条件を指定して検索").click()
    page.get_by_label("タイトル").fill("風力")
    page.get_by_role("button", name="検索する").click()
    expect(page.get_by_text("条件に合う掲載情報がありません").first).to_be_visible()
    expect(page).to_have_title("「風力」の検索結果：発電設備等の情報 | 発電設備等の情報掲示板")


def test_on_a_wide_screen_the_search_is_open_at_once(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_label("タイトル")).to_be_visible()
    expect(page.get_by_text("条件を指定して検索")).to_be_hidden()


@pytest.mark.parametrize("width", [WIDTH, 1280])
def test_the_button_of_the_search_stands_close_below_its_fields(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    if width == WIDTH:
        page.get_by_text("条件を指定して検索").click()
    field = page.get_by_label("希望の区分").bounding_box()
    button = page.get_by_role("button", name="検索する").bounding_box()
    assert button["y"] - (field["y"] + field["height"]) <= 24
