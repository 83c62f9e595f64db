"""Looking through the board, on the list and in a search (manual §4.1)."""

import pytest
from playwright.sync_api import expect

from dengen.listings.search import paging
from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def many_listings():
    """62 of them, on four pages."""
    seller, reviewer = factories.member(), factories.operator()
    for number in range(62):
        area = ("tokyo", "kansai", "kyushu", "")[number % 4]
        title = f"太陽光発電設備の余剰電力 {number + 1}号機"
        factories.published(seller, by=reviewer, title=title, area=area)
    factories.member(login_name="Aoba20260", organization_name="株式会社あおば電力")


@pytest.mark.usefixtures("many_listings")
def test_from_page_to_page_and_through_the_hits_of_a_search(open_page, shoot, monkeypatch):
    page = open_page()
    log_in(page, "Aoba20260")
    page.goto("/listings/")
    shoot(page, "list-many")
    page.get_by_role("link", name="次へ").click()
    expect(page.locator(".card-list h3").first).to_have_text("太陽光発電設備の余剰電力 42号機")
    shoot(page, "list-second-page")
    page.get_by_role("link", name="最後へ").click()
    expect(page.get_by_role("link", name="次へ")).to_have_count(0)
    expect(page.locator(".card-list h3").last).to_have_text("太陽光発電設備の余剰電力 1号機")
    page.get_by_role("link", name="先頭へ").click()
    page.get_by_label("タイトル").fill("ﾀｲﾖｳ")
    page.get_by_role("button", name="検索する").click()
    expect(page.get_by_text("条件に合う掲載情報がありません").first).to_be_visible()
    shoot(page, "search-none")
    page.get_by_label("タイトル").fill("余剰")
    page.get_by_role("button", name="検索する").click()
    page.get_by_role("link", name="次へ").click()
    expect(page.locator(".hits [role=status]")).to_have_text(
        "「余剰」の検索結果：62件（21〜40件目）"
    )
    shoot(page, "search-second-page")
    monkeypatch.setattr(paging, "COUNTED", 50)
    page.get_by_role("link", name="前へ").click()
    expect(page.locator(".hits [role=status]")).to_have_text(
        "「余剰」の検索結果：50件以上（1〜20件目）"
    )
    shoot(page, "search-many")
