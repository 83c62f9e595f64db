"""The list: tabs, search, paging (manual §4.1)."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from bs4 import BeautifulSoup

from dengen.japan.business_days import today
from tests import factories
from tests.conftest import browser_of
from tests.pages import Page, card_titles, words

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def reader(buyer):
    return browser_of(buyer)


@pytest.fixture
def post(seller, reviewer):
    """Publishes a listing of that title."""
    return lambda title="売ります", **changes: factories.published(
        seller, by=reviewer, title=title, **changes
    )


def titles(reader, **query) -> list[str]:
    return card_titles(reader.get("/listings/", query))


def tabs(reader, **query) -> dict[str, str]:
    page = BeautifulSoup(reader.get("/listings/", query).content, "html.parser")
    return dict(re.fullmatch(r"(\D+)(\d*)件", tab.text).groups() for tab in page.select(".tabs a"))


def test_the_list_says_so_of_an_empty_board(reader):
    assert "掲載中の情報はありません" in reader.get("/listings/").content.decode()


def test_the_newest_listing_stands_first(reader, post):
    for title in ["一", "二", "三"]:
        post(title)
    assert titles(reader) == ["三", "二", "一"]


def test_pending_denied_and_deleted_listings_are_not_there(reader, post, seller, reviewer):
    factories.listing(seller, title="承認待ち")
    denied, deleted = post("否認"), post("削除")
    denied.deny(by=reviewer, reason="理由", revision=denied.revision)
    deleted.delete(by=seller)
    assert titles(reader) == []


def test_listings_whose_period_is_over_or_ahead_are_not_there(reader, buyer, post):
    post("始まる前", start_on=today() + DAY)
    post("今日まで", start_on=today(), end_on=today())
    assert titles(reader) == ["今日まで"]
    with time_machine.travel(DAY):
        assert titles(browser_of(buyer)) == ["始まる前"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("場", True),
        ("容量市場", True),
        ("lng", True),
        ("ＬＮＧ", True),
        ("ﾃﾞｰﾀ", True),
        ("１０", True),
        ("容量 市場", True),
        ("%", False),
        ("_", False),
        ("\\", False),
        ("風力", False),
    ],
)
def test_a_title_is_found_by_any_part_of_it_in_any_width_and_case(reader, post, typed, found):
    post("LNG火力10万kW（容量市場データ）")
    assert bool(titles(reader, title=typed)) is found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (5, None, True),
        (11, None, False),
        (None, 0, True),
        (None, -1, False),
        (10, 20, True),
        (-5, -1, False),
    ],
)
def test_the_period_finds_what_overlaps_and_either_end_alone_works(
    reader, post, first, last, found
):
    post(start_on=today(), end_on=today() + 10 * DAY)
    query = {"first": first, "last": last}
    days = {name: today() + number * DAY for name, number in query.items() if number is not None}
    assert bool(titles(reader, **days)) is found


def test_a_listing_without_an_end_is_found_at_any_later_day(reader, post):
    post(end_on=None)
    assert titles(reader, first=today() + 3000 * DAY)


def test_the_side_narrows_the_list(reader, post):
    post("売り", side="sell")
    post("買い", side="buy")
    assert titles(reader, side="buy") == ["買い"]


def test_tabs_stand_for_areas_that_ever_had_a_published_listing(reader, post, seller):
    post(area="tokyo")
    post(area="")
    factories.listing(seller, area="okinawa")
    gone = post(area="kyushu")
    gone.delete(by=seller)
    assert tabs(reader) == {"All": "2", "東京": "1", "九州": "0"}


def test_a_tab_shows_its_area_and_all_shows_also_those_without(reader, post):
    post("東京の", area="tokyo")
    post("どこでも", area="")
    assert titles(reader, area="tokyo") == ["東京の"]
    assert len(titles(reader)) == 2


def test_the_tabs_count_what_the_search_finds(reader, post):
    post("水力", area="tokyo")
    post("火力", area="tokyo")
    assert tabs(reader, title="水力") == {"All": "1", "東京": "1"}


def test_the_tabs_count_one_more_after_an_approval(reader, post):
    post("水力", area="tokyo")
    assert tabs(reader) == {"All": "1", "東京": "1"}
    post("火力", area="tokyo")
    assert tabs(reader) == {"All": "2", "東京": "2"}


def test_a_page_holds_20_and_the_pages_keep_the_search(reader, post, settings):
    settings.PAGE_SIZE = 20
    for number in range(21):
        post(f"水力{number}")
    page = reader.get("/listings/", {"title": "水力", "side": "sell"})
    assert len(card_titles(page)) == 20
    onward = re.search('href="([^"]*)" rel="next"', page.content.decode())[1]
    assert "?title=%E6%B0%B4%E5%8A%9B&amp;side=sell&amp;before=" in onward
    assert card_titles(reader.get("/listings/" + unescape(onward))) == ["水力0"]


@pytest.mark.parametrize("name", ["before", "after", "page"])
@pytest.mark.parametrize("typed", ["0", "1", "999", "abc", "-1", "1.5", "１", "9" * 18, "9" * 50])
def test_a_place_that_is_not_there_is_no_error(reader, post, name, typed):
    post()
    assert titles(reader, **{name: typed}) == ["売ります"]


def test_a_wrong_date_is_said_beside_its_field_and_finds_nothing(reader, post):
    post("水力")
    post("火力")
    page = reader.get("/listings/", {"title": "水力", "first": "2026-02-30"})
    assert "first" in page.context["form"].errors
    assert card_titles(page) == []


def test_the_opening_lines_and_the_way_to_more_stand_on_each_card(reader, post):
    listing = post(html="<h3>概要</h3><p>出力 5,000kW の水力です。</p>")
    page = reader.get("/listings/").content.decode()
    assert "概要　出力 5,000kW の水力です。" in page
    assert "もっと見る" in page
    assert f'href="/listings/{listing.pk}/"' in page


def test_the_home_page_shows_the_newest(reader, post):
    post("新しい掲載")
    assert "新しい掲載" in reader.get("/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_listings(
    reader, post, django_assert_max_num_queries
):
    for _ in range(20):
        post()
    with django_assert_max_num_queries(8):
        reader.get("/listings/")


def test_each_card_says_when_it_was_published(reader, post):
    post()
    assert f"掲載承認日：{today():%Y/%m/%d}" in reader.get("/listings/").content.decode()


def test_an_end_before_the_start_is_said_and_finds_nothing(reader, post):
    post("水力")
    page = reader.get("/listings/", {"title": "水", "first": today(), "last": today() - DAY})
    assert list(page.context["form"].errors) == ["last"]
    assert card_titles(page) == []


def test_a_search_in_vain_offers_to_clear_the_conditions(reader, post):
    post()
    page = reader.get("/listings/", {"title": "風力"}).content.decode()
    assert "条件に合う掲載情報がありません" in page
    assert '<a class="button" href="/listings/">条件をクリア' in page


def test_the_operators_staff_can_read_the_list(post, reviewer):
    post("水力")
    assert titles(browser_of(reviewer)) == ["水力"]


def test_a_search_without_hits_says_where_it_looks_and_offers_all_areas(reader, post):
    post(area="tokyo", title="太陽光")
    page = Page(reader.get("/listings/?area=okinawa&title=太陽"))
    assert "検索の対象は掲載情報のタイトルです" in page.soup.get_text()
    (way,) = page.links("同じ条件で、すべてのエリアから探す")
    assert "太陽光" in reader.get(f"/listings/{way}").text


def test_the_searched_words_stand_beside_the_number_of_hits(reader, post):
    post(title="太陽光")
    found = Page(reader.get("/listings/?title=太陽")).soup.select_one(".hits [role=status]")
    assert words(found) == "「太陽」の検索結果：1件"


def test_the_search_says_that_its_days_are_those_of_the_period(reader):
    page = Page(reader.get("/listings/"))
    assert page.field("掲載期間（開始日）")["name"] == "first"
    assert page.field("掲載期間（終了日）")["name"] == "last"


def test_a_search_is_named_by_all_its_conditions_in_the_title_and_beside_the_hits(reader, post):
    post("太陽光を売ります", area="tokyo")
    query = {"area": "tokyo", "title": "太陽光", "side": "sell", "first": "2026-11-24"}
    soup = Page(reader.get("/listings/", query)).soup
    searched = "「東京 太陽光 売 2026/11/24〜」の検索結果："
    assert soup.title.get_text().startswith(f"{searched}発電設備等の情報")
    assert soup.select_one(".hits [role=status]").get_text() == f"{searched}1件"


def test_the_list_that_nobody_has_searched_names_no_search(reader, post):
    post()
    assert "検索結果" not in reader.get("/listings/", {"area": "tokyo"}).content.decode()
