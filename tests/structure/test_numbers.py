"""Numbers in addresses and queries have one reader: what no row can have is no number."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from dengen.ui.numbers import HIGHEST, number_in
from tests.conftest import browser_of
from tests.structure.source import calls, modules

NUMBERS = "dengen/ui/numbers.py"
BEYOND = [str(HIGHEST + 1), "9" * 19, "9" * 40, "9" * 5000, "-1", "１", "1e3", "0x1", "", "٣"]


def patterns(resolver: URLResolver) -> list[URLPattern]:
    return [
        one
        for entry in resolver.url_patterns
        for one in (patterns(entry) if isinstance(entry, URLResolver) else [entry])
    ]


def test_every_number_in_a_path_is_read_by_the_boards_own_converter():
    routes = [str(one.pattern) for one in patterns(get_resolver())]
    assert not [route for route in routes if re.search("<int:", route)]
    assert any("<number:" in route for route in routes)


def test_no_view_reads_a_number_by_itself():
    views = {path: tree for path, tree in modules().items() if "/views/" in path}
    assert not [path for path, tree in views.items() if list(calls(tree, "int"))]


@pytest.mark.parametrize("typed", BEYOND)
def test_what_no_row_can_have_is_no_number(typed):
    assert number_in(typed) is None


@pytest.mark.parametrize("number", [0, 1, HIGHEST])
def test_what_a_row_can_have_is_one(number):
    assert number_in(str(number)) == number


@pytest.mark.django_db
@pytest.mark.parametrize("typed", BEYOND)
@pytest.mark.parametrize(
    "address",
    [
        "/listings/?before={}",
        "/listings/?after={}",
        "/console/audit/?before={}",
        "/console/audit/?q={}",
        "/console/listings/?page={}",
        "/console/members/{}/",
    ],
)
def test_no_number_in_an_address_breaks_a_page(reviewer, address, typed):
    answer = browser_of(reviewer).get(address.format(typed))
    assert answer.status_code in {200, 404}
