"""Parts of pages are made once; a list that is made anew makes the one card that is new."""

import pytest
from django.db import connection
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.conftest import browser_of
from tests.pages import card_titles


@pytest.fixture
def cards_made():
    """How many cards were rendered since the last look."""
    made = []

    def note(template, **_signal) -> None:
        if template.name == "listings/_parts/card.html":
            made.append(template)

    template_rendered.connect(note)

    def count() -> int:
        number = len(made)
        made.clear()
        return number

    yield count
    template_rendered.disconnect(note)


@pytest.mark.parametrize("page", ["/", "/listings/", "/listings/?title=火力"])
def test_an_approval_makes_one_card(seller, buyer, reviewer, cards_made, page):
    for number in range(3):
        factories.published(seller, reviewer, title=f"火力{number}")
    reading = browser_of(buyer)
    reading.get(page)
    assert cards_made() == 3
    factories.published(seller, reviewer, title="火力3")
    assert card_titles(reading.get(page)) == ["火力3", "火力2", "火力1", "火力0"]
    assert cards_made() == 1


def test_a_card_that_was_made_for_one_page_serves_all(seller, buyer, cards_made):
    factories.published(seller)
    reading = browser_of(buyer)
    reading.get("/listings/")
    assert cards_made() == 1
    for page in ["/", "/listings/?area=tokyo"]:
        assert len(card_titles(reading.get(page))) == 1
    assert cards_made() == 0


def test_a_list_whose_cards_are_kept_reads_no_listing_again(seller, buyer):
    factories.published(seller)
    reading = browser_of(buyer)
    reading.get("/listings/")
    with CaptureQueriesContext(connection) as captured:
        reading.get("/listings/?area=tokyo")
    assert not [one for one in captured if '"listings_listing"."title"' in one["sql"]]
