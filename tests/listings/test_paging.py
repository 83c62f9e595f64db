"""Paging the list: the ways on, the number of hits and of queries (manual §4.1)."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengen.listings.models import Listing
from dengen.listings.search import paging
from tests.conftest import browser_of
from tests.listings.test_search import rows

pytestmark = pytest.mark.django_db
LIST = "/listings/"


@pytest.fixture(autouse=True)
def pages_of_20(settings):
    settings.PAGE_SIZE = 20


@pytest.fixture
def reader(buyer):
    return browser_of(buyer)


def numbers(page) -> list[int]:
    return [int(number) for number in re.findall(r">地熱(\d+)<", page.content.decode())]


def ways(page) -> dict[str, str]:
    """Where the links below the list lead to, by their words."""
    nav = re.search('<nav class="pagination.*?</nav>', page.content.decode(), re.DOTALL)
    links = re.findall('<a href="(.*?)".*?>(.*?)</a>', nav[0]) if nav else []
    return {re.sub("<.*?>", "", words): LIST + unescape(href) for href, words in links}


def walk(reader, address: str, word: str) -> list[list[int]]:
    """The numbers on each page from there on, following the link of that word to the end."""
    seen = []
    while address:
        page = reader.get(address)
        seen.append(numbers(page))
        address = ways(page).get(word)
    return seen


SEARCHES = [
    "",
    "?area=tokyo",
    "?side=sell",
    "?title=地",
    "?title=地熱&area=tokyo",
    "?first=2026-01-01",
]


@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize("search", SEARCHES)
def test_walking_on_shows_each_listing_once_and_walking_back_leads_back(
    reader, seller, monkeypatch, search, few
):
    monkeypatch.setattr(paging, "COUNTED", 100 if few else 10)
    rows(seller, range(1, 46))
    pages = walk(reader, LIST + search, "次へ")
    assert pages == [[*range(45, 25, -1)], [*range(25, 5, -1)], [*range(5, 0, -1)]]
    last = ways(reader.get(ways(reader.get(LIST + search))["最後へ"]))
    assert numbers(reader.get(last["先頭へ"])) == pages[0]
    second = reader.get(ways(reader.get(LIST + search))["次へ"])
    third = reader.get(ways(second)["次へ"])
    assert walk(reader, ways(third)["前へ"], "前へ") == [pages[1], pages[0]]


@pytest.mark.parametrize("search", SEARCHES)
def test_the_last_page_shows_the_oldest_and_leads_back_to_a_full_first_one(reader, seller, search):
    rows(seller, range(1, 46))
    last = ways(reader.get(LIST + search))["最後へ"]
    pages = walk(reader, last, "前へ")
    assert pages == [[*range(20, 0, -1)], [*range(40, 20, -1)], [*range(45, 25, -1)]]
    assert "次へ" not in ways(reader.get(last))


@pytest.mark.parametrize("title", ["", "地熱"])
def test_exactly_one_page_has_no_ways_on(reader, seller, title):
    rows(seller, range(1, 21))
    assert ways(reader.get(LIST, {"title": title})) == {}
    rows(seller, [21])
    assert list(ways(reader.get(LIST, {"title": title}))) == ["次へ", "最後へ"]


def test_a_page_whose_listings_have_left_the_board_meanwhile_is_the_last_one(reader, seller):
    rows(seller, range(1, 22))
    onward = ways(reader.get(LIST))["次へ"]
    Listing.objects.get(number=1).delete(by=seller)
    assert numbers(reader.get(onward)) == [*range(21, 1, -1)]


def test_a_change_of_the_tab_begins_at_the_top(reader, seller):
    rows(seller, range(1, 22))
    second = reader.get(ways(reader.get(LIST, {"title": "地熱"}))["次へ"])
    assert 'href="?title=%E5%9C%B0%E7%86%B1&amp;area=tokyo"' in second.content.decode()


def test_the_hits_are_counted_and_the_place_is_told_where_it_is_known(reader, seller):
    rows(seller, range(1, 1022))
    first = reader.get(LIST)
    assert first.context["hits"] == "1,021件（1〜20件目）"
    assert reader.get(ways(first)["次へ"]).context["hits"] == "1,021件"


def test_few_hits_are_counted_in_all_tabs_and_placed(reader, seller):
    rows(seller, range(1, 31))
    second = reader.get(ways(reader.get(LIST, {"title": "地熱"}))["次へ"])
    assert second.context["hits"] == "30件（21〜30件目）"
    assert [tab.count for tab in second.context["tabs"]] == ["30", "30"]


@pytest.mark.parametrize(
    ("count", "hits"), [(199, "199件"), (200, "200件以上"), (201, "200件以上")]
)
def test_many_hits_are_not_counted(reader, seller, count, hits):
    rows(seller, range(1, count + 1))
    page = reader.get(LIST, {"title": "地熱", "area": "tokyo"})
    assert page.context["hits"] == hits + "（1〜20件目）"
    tabs = page.context["tabs"]
    assert [bool(tab.count) for tab in tabs] == [count < 200] * len(tabs) != []


@pytest.mark.parametrize(
    "query", [{}, {"side": "sell"}, {"title": "地熱"}, {"title": "地熱", "area": "tokyo"}], ids=str
)
@pytest.mark.parametrize("place", [{}, {"before": 30}, {"after": 3}, {"after": 0}], ids=str)
def test_the_number_of_queries_is_the_same_for_any_number_of_listings(
    reader, seller, monkeypatch, query, place
):
    monkeypatch.setattr(paging, "COUNTED", 10)
    rows(seller, range(1, 46))
    reader.get("/account/")  # who it is, is asked for anew after each change
    with CaptureQueriesContext(connection) as few:
        reader.get(LIST, query | place)
    rows(seller, range(46, 700))
    reader.get("/account/")
    with CaptureQueriesContext(connection) as many:
        reader.get(LIST, query | place)
    assert len(few) == len(many) <= 12
