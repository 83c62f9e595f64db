"""Parts of pages are made once; a list that is made anew makes the one card that is new."""

import re
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from dengen.events import versions
from dengen.events.topics import ACCOUNT
from tests import factories
from tests.conftest import browser_of
from tests.pages import card_titles, words

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


def test_ones_own_list_whose_lines_are_kept_reads_no_listing_whole(seller):
    for _number in range(3):
        factories.listing(seller)
    reading = browser_of(seller)
    reading.get("/listings/mine/")
    versions.step(ACCOUNT, [seller.pk])
    with CaptureQueriesContext(connection) as captured:
        reading.get("/listings/mine/")
    asked = [one["sql"] for one in captured if 'FROM "listings_listing"' in one["sql"]]
    assert len(asked) == 2  # the keys of the lines, and of what stands beside them
    assert not [one for one in asked if '"listings_listing"."title"' in one]


@pytest.mark.parametrize("tie", ["replaces", "resubmits"])
def test_a_line_is_made_anew_when_what_is_tied_to_it_takes_a_step(seller, reviewer, tie):
    first = factories.published(seller, reviewer, title="元の掲載")
    if tie == "resubmits":
        first.deny(by=reviewer, reason="理由", revision=first.revision)
    reading = browser_of(seller)
    before = line_of(reading, first)
    later = factories.listing(seller, title="あとの掲載", **{tie: first})
    waiting = line_of(reading, first)
    later.delete(by=seller)
    assert waiting != before
    assert line_of(reading, first) == before


def line_of(reading: Client, listing) -> str:
    """How its own line reads, without what is hidden in forms."""
    page = BeautifulSoup(reading.get("/listings/mine/").content, "html.parser")
    return words(page.select_one(f".mine:has(#deletion-{listing.pk})"))


def test_a_part_is_made_anew_on_the_next_day(seller, buyer):
    with time_machine.travel("2026-11-23T14:59:00+00:00", tick=False):
        factories.published(seller, end_on=date(2026, 11, 24))
        assert "（本日まで）" not in browser_of(buyer).get("/listings/").text
    with time_machine.travel("2026-11-23T15:00:00+00:00", tick=False):
        assert "（本日まで）" in browser_of(buyer).get("/listings/").text


def test_a_part_is_made_for_each_language():
    text = "{% load i18n %}{% kept 1 %}{% get_current_language as said %}{{ said }}{% endkept %}"
    page = engines["django"].from_string(text)
    assert page.render() == "ja"
    with translation.override("en"):
        assert page.render() == "en"
