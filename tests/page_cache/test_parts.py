"""Parts of pages are made once; a list that is made anew makes the one card that is new."""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.conftest import browser_of
from tests.pages import card_titles

CARD = "listings/_parts/card.html"
LINE = "listings/_parts/state.html"  # each line of MY掲載 has one


@pytest.fixture
def rendered():
    """How often a template was rendered since the last look."""
    names = []

    def note(template, **_signal) -> None:
        names.append(template.name)

    template_rendered.connect(note)

    def count(name: str) -> int:
        number = names.count(name)
        names.clear()
        return number

    yield count
    template_rendered.disconnect(note)


@pytest.mark.parametrize("page", ["/", "/listings/", "/listings/?title=火力"])
def test_an_approval_makes_one_card(seller, buyer, reviewer, rendered, page):
    for number in range(3):
        factories.published(seller, reviewer, title=f"火力{number}")
    reading = browser_of(buyer)
    reading.get(page)
    assert rendered(CARD) == 3
    factories.published(seller, reviewer, title="火力3")
    assert card_titles(reading.get(page)) == ["火力3", "火力2", "火力1", "火力0"]
    assert rendered(CARD) == 1


def test_a_card_that_was_made_for_one_page_serves_all(seller, buyer, rendered):
    factories.published(seller)
    reading = browser_of(buyer)
    reading.get("/listings/")
    assert rendered(CARD) == 1
    for page in ["/", "/listings/?area=tokyo"]:
        assert len(card_titles(reading.get(page))) == 1
    assert rendered(CARD) == 0


def test_a_listing_that_is_approved_once_more_gets_a_new_card(seller, buyer, reviewer):
    with time_machine.travel("2026-11-23T03:00:00+00:00", tick=False):
        listing = factories.published(seller, reviewer)
    with time_machine.travel("2026-11-24T03:00:00+00:00", tick=False):
        reading = browser_of(buyer)
        assert "掲載承認日：2026/11/23" in reading.get("/listings/").text
        listing.deny(by=reviewer, reason="理由", revision=listing.revision)
        listing.reopen(by=reviewer, revision=listing.revision)
        listing.approve(by=reviewer, revision=listing.revision)
        assert "掲載承認日：2026/11/24" in reading.get("/listings/").text


def test_a_list_whose_cards_are_kept_reads_no_listing_again(seller, buyer):
    factories.published(seller)
    reading = browser_of(buyer)
    reading.get("/listings/")
    with CaptureQueriesContext(connection) as captured:
        reading.get("/listings/?area=tokyo")
    assert not [one for one in captured if '"listings_listing"."title"' in one["sql"]]


def test_a_submission_makes_one_line_of_ones_own_list(seller, rendered):
    for _number in range(3):
        factories.listing(seller)
    reading = browser_of(seller)
    reading.get("/listings/mine/")
    assert rendered(LINE) == 3
    factories.listing(seller)
    reading.get("/listings/mine/")
    assert rendered(LINE) == 1


def test_a_line_holds_no_token_of_the_page_that_it_was_made_for(seller):
    listing = factories.listing(seller)
    reading = Client(enforce_csrf_checks=True)
    reading.force_login(seller)
    for _time in range(2):
        page = reading.get("/listings/mine/").content.decode()
        tokens = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
        assert len(tokens) == 1
    seal = re.search(r'name="seal" value="([^"]+)"', page)[1]
    sent = {"csrfmiddlewaretoken": tokens.pop(), "seal": seal}
    assert reading.post(f"/listings/{listing.pk}/cancellation/", sent).status_code == 200
