"""Whoever jumps from heading to heading finds the order of the page (WCAG 1.3.1)."""

import re

import pytest

from tests import factories
from tests.conftest import browser_of
from tests.structure.access import ACCESS, PAGE, expected
from tests.structure.test_addresses import address, browsers, people, things

HEADING = re.compile(r"<h([1-6])\b")
NOT_PAGES = ("-csv", "-jsonl", "-flaws", ":address", ":live", ":ready")


def is_in_order(page: str) -> bool:
    """Whether the page begins with its one h1 and goes down one level at a time."""
    levels = [int(level) for level in HEADING.findall(page)]
    steps = zip([0, *levels], levels, strict=False)
    return levels.count(1) == 1 and all(after <= before + 1 for before, after in steps)


@pytest.mark.django_db
def test_no_page_skips_a_level():
    accounts = people()
    things(accounts)
    clients = browsers(accounts)
    wrong = [
        f"{name} for {who}"
        for name in ACCESS
        for who in ("nobody", "owner", "administrator")
        if expected(name, "get")[who] == PAGE and not name.endswith(NOT_PAGES)
        if not is_in_order(clients[who].get(address(name)).text)
    ]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/", "/listings/"])
def test_the_titles_of_listings_stand_under_a_heading_of_their_list(page):
    factories.published(factories.member(), title="水力の余剰")
    text = browser_of(factories.member()).get(page).text
    assert "水力の余剰" in text
    assert is_in_order(text)
