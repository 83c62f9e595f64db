"""Parts of pages are made once; a list that is made anew makes the one card that is new."""

import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.template import engines
from django.template.loader_tags import IncludeNode
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.utils import translation

import dengen
from dengen.events import versions
from dengen.events.models import OwnVersion
from dengen.events.topics import ACCOUNT
from dengen.listings.models import Draft
from dengen.pages.templatetags.form_token import FormTokenNode
from dengen.pages.templatetags.kept import KeptNode
from tests import factories
from tests.conftest import browser_of
from tests.pages import card_titles, words

DENGEN = Path(dengen.__file__).parent
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


@pytest.mark.parametrize("page", ["/listings/", "/listings/{pk}/"], ids=["card", "article"])
def test_a_listing_that_is_approved_once_more_is_made_anew(seller, buyer, reviewer, page):
    with time_machine.travel("2026-11-23T03:00:00+00:00", tick=False):
        listing = factories.published(seller, reviewer)
    with time_machine.travel("2026-11-24T03:00:00+00:00", tick=False):
        reading, address = browser_of(buyer), page.format(pk=listing.pk)
        before = approved_on(reading, address)
        listing.deny(by=reviewer, reason="理由", revision=listing.revision)
        listing.reopen(by=reviewer, revision=listing.revision)
        listing.approve(by=reviewer, revision=listing.revision)
        after = approved_on(reading, address)
    assert (before, after) == (["2026", "11", "23"], ["2026", "11", "24"])


def approved_on(reading: Client, page: str) -> list[str]:
    said = re.search("掲載承認日：([^<]+)", reading.get(page).text)[1]
    return re.findall("[0-9]+", said)


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


def tables_read(reading: Client, page: str) -> set[str]:
    """Which tables are asked for a page."""
    with CaptureQueriesContext(connection) as captured:
        reading.get(page)
    return {name for one in captured for name in re.findall(r'FROM "?(\w+)', one["sql"])}


def test_what_others_post_reads_nothing_of_ones_own_for_the_home_page(seller, buyer):
    reading = browser_of(buyer)
    reading.get("/")
    factories.published(seller)
    assert {"mail_message", "listings_draft", "accounts_notice"}.isdisjoint(
        tables_read(reading, "/")
    )


def test_what_concerns_oneself_reads_nothing_of_the_board_for_the_home_page(seller, buyer):
    factories.published(seller)
    reading = browser_of(buyer)
    reading.get("/")
    versions.step(ACCOUNT, [buyer.pk])
    read = tables_read(reading, "/")
    assert "mail_message" in read
    assert {"listings_search", "accounts_notice"}.isdisjoint(read)


def test_the_newest_listings_are_put_together_once_for_all_members(seller, buyer, rendered):
    factories.published(seller)
    browser_of(buyer).get("/")
    others = browser_of(seller)
    assert "listings_search" not in tables_read(others, "/")
    assert len(card_titles(others.get("/"))) == 1


def test_ones_own_counts_are_shown_to_nobody_whose_version_is_the_same(seller, buyer):
    factories.listing(seller)
    factories.listing(seller).deny(by=factories.operator(), reason="理由", revision=1)
    numbers = dict(OwnVersion.objects.values_list("account", "number"))
    for _step in range(numbers[seller.pk] - numbers.get(buyer.pk, 0)):
        versions.step(ACCOUNT, [buyer.pk])
    assert len(set(OwnVersion.objects.values_list("number", flat=True))) == 1
    assert "承認待ちが1件" in browser_of(seller).get("/").text
    assert "承認待ちが1件" not in browser_of(buyer).get("/").text


def test_a_page_of_a_listing_whose_article_is_kept_reads_no_text_again(seller, buyer):
    page = f"/listings/{factories.published(seller).pk}/"
    reading = browser_of(buyer)
    reading.get(page)
    factories.published(seller)
    assert "listings_listingbody" not in tables_read(reading, page)


def test_an_article_that_was_made_for_one_reader_names_nobody_to_others(seller, buyer):
    page = f"/listings/{factories.published(seller).pk}/"
    other = factories.member(organization_name="株式会社みらい電力")
    first, second = told_something(buyer), told_something(other)
    assert "【ご連絡】" in first.get(page).text
    assert buyer.organization.name not in second.get(page).text


def told_something(member) -> Client:
    """The browser of somebody whose next page shows a message, and so is not kept."""
    own, browser = factories.listing(member), browser_of(member)
    browser.post(f"/listings/{own.pk}/deletion/")
    return browser


def test_drafts_that_are_discarded_are_gone_from_the_home_page_at_once(seller):
    reading, key = browser_of(seller), uuid4()
    Draft.keep(by=seller, key=key, values={"title": "書きかけ"}, revision=0)
    assert "下書きが1件" in reading.get("/").text
    reading.post(f"/listings/drafts/{key}/deletion/")
    for _time in range(2):
        assert "下書きが" not in reading.get("/").text


def test_no_part_that_a_template_keeps_holds_a_form():
    """It would hold its maker's token where a page is made for one reader alone."""
    engine = engines["django"].engine
    pages = [path for folder in DENGEN.glob("*/templates") for path in folder.rglob("*.html")]
    names = [path.as_posix().partition("/templates/")[2] for path in pages]
    parts = [
        part
        for name in names
        for part in engine.get_template(name).nodelist.get_nodes_by_type(KeptNode)
    ]
    assert parts
    assert not [part for part in parts if has_form(part.nodelist, engine)]


def has_form(nodes, engine) -> bool:
    names = [one.template.var for one in nodes.get_nodes_by_type(IncludeNode)]
    included = [engine.get_template(name) for name in names if isinstance(name, str)]
    inside = any(has_form(one.nodelist, engine) for one in included)
    return inside or bool(nodes.get_nodes_by_type(FormTokenNode))
