import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory


def pagination(address: str, number: int, pages: int = 20) -> str:
    """The pagination of a list of `pages` pages, read at page `number`."""
    page = Paginator(range(pages * 10), 10).page(number)
    request = RequestFactory().get(address)
    return render_to_string("ui/_pagination.html", {"page_obj": page}, request=request)


def queries(html: str) -> list[dict[str, list[str]]]:
    """What each link asks for."""
    return [parse_qs(urlsplit(unescape(href)).query) for href in re.findall('href="(.*?)"', html)]


def test_the_pagination_keeps_the_search_in_every_link():
    found = queries(pagination("/listings/?title=風力&side=sell&page=7", 7))
    assert found
    assert all(query["title"] == ["風力"] and query["side"] == ["sell"] for query in found)


def test_the_pagination_of_another_search_keeps_that_one():
    for title in ("風力", "水力"):
        found = queries(pagination(f"/listings/?title={title}", 7))
        assert {query["title"][0] for query in found} == {title}


def test_the_pagination_leads_to_both_neighbours_and_both_ends():
    found = {query["page"][0] for query in queries(pagination("/listings/?page=7", 7))}
    assert found == {"1", "6", "8", "20"}


def test_the_pagination_marks_the_page_that_is_shown():
    assert '<span aria-current="page">7</span>' in pagination("/listings/", 7)


def test_the_pagination_has_no_way_back_on_the_first_page():
    assert 'rel="prev"' not in pagination("/listings/", 1)


def test_the_pagination_has_no_way_on_on_the_last_page():
    assert 'rel="next"' not in pagination("/listings/", 20)


def test_the_pagination_stays_away_from_a_single_page():
    assert pagination("/listings/", 1, pages=1).strip() == ""
