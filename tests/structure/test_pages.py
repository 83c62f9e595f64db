"""What must hold of every page: its headings, its forms, where its breadcrumbs and menus lead."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.urls import resolve

from tests import factories
from tests.conftest import browser_of
from tests.structure.access import ACCESS, INVALID, PAGE, expected
from tests.structure.test_addresses import address, clients, world

__all__ = ["clients", "world"]
pytestmark = pytest.mark.django_db

NOT_PAGES = ("-csv", "-jsonl", "-flaws", ":address", ":live", ":ready", ":session")
TYPED_INTO = {"text", "email", "tel", "url", "number", "date", "search"}
SHORT = 3  # fields of a form that one sees all at once
READERS = ("nobody", "owner", "administrator")
HEADING = re.compile(r"<h([1-6])\b")
# Steps on something that a colleague may have changed since it was read.
ON_WHAT_WAS_READ = re.compile(
    r"^console:(application|listing)-(approval|denial|reopening|deletion)$"
    r"|^console:overdue-|^console:terms-(publication|draft)$"
)
LINKS = "nav[aria-label=メインメニュー] a, nav[aria-label=現在位置] a"
# The members' list, as the staff's menu calls it.
OTHER_NAMES = {"会員向け画面": "発電設備等の情報"}


def pages(clients) -> Iterator[tuple[str, HttpResponse]]:
    """Each page as each of its readers gets it."""
    for name in ACCESS:
        for who in READERS:
            if expected(name, "get")[who] == PAGE and not name.endswith(NOT_PAGES):
                yield f"{name} for {who}", clients[who].get(address(name))


def is_in_order(page: str) -> bool:
    """Whether the page begins with its one h1 and goes down one level at a time (WCAG 1.3.1)."""
    levels = [int(level) for level in HEADING.findall(page)]
    steps = zip([0, *levels], levels, strict=False)
    return levels.count(1) == 1 and all(after <= before + 1 for before, after in steps)


def forms(answer: HttpResponse) -> list[Tag]:
    """The forms of a page that change something."""
    return BeautifulSoup(answer.text, "html.parser").find_all("form", method="post")


def target(form: Tag, answer: HttpResponse) -> str:
    """The name of the address that a form is sent to."""
    match = resolve(form.get("action") or answer.request["PATH_INFO"])
    return match.view_name


def test_headings_skip_no_level(clients):
    assert [name for name, answer in pages(clients) if not is_in_order(answer.text)] == []


@pytest.mark.parametrize("page", ["/", "/listings/"])
def test_the_titles_of_listings_stand_under_a_heading_of_their_list(page):
    factories.published(factories.member(), title="水力の余剰")
    text = browser_of(factories.member()).get(page).text
    assert "水力の余剰" in text
    assert is_in_order(text)


def test_every_form_that_changes_something_has_its_token(clients):
    wrong = [
        f"{name}: {target(form, answer)}"
        for name, answer in pages(clients)
        for form in forms(answer)
        if not form.find("input", attrs={"name": "csrfmiddlewaretoken"})["value"]
    ]
    assert wrong == []


def test_every_decision_names_the_revision_that_was_read(clients):
    found, wrong = set(), set()
    for name, answer in pages(clients):
        for form in forms(answer):
            step = target(form, answer)
            if ON_WHAT_WAS_READ.search(step):
                found.add(step)
                if not form.find("input", attrs={"name": "revision"}):
                    wrong.add(f"{name}: {step}")
    assert len(found) > 5
    assert wrong == set()


def test_every_field_of_a_form_stands_on_its_page(clients):
    missing = []
    for name, answer in pages(clients):
        form = answer.context and answer.context.get("form")
        soup = BeautifulSoup(answer.text, "html.parser")
        shown = {one.get("name") for one in soup.find_all(["input", "select", "textarea"])}
        fields = {one.html_name for one in form or () if not one.is_hidden or one.field.required}
        if fields & shown:
            missing += [f"{name}: {field}" for field in fields - shown]
    assert missing == []


def test_a_refused_form_says_so_aloud(clients):
    refused = [
        (f"{name} for {who}", clients[who].post(address(name), {"sent": "1"}))
        for name in ACCESS
        for who in READERS
        if expected(name, "post")[who] in {PAGE, INVALID}
    ]
    assert len(refused) > 10
    silent = [
        name
        for name, answer in refused
        if (answer.context or {}).get("form") and 'role="alert"' not in answer.text
    ]
    assert silent == []


def names_of(page: str) -> set[str]:
    """What a page calls itself: in its heading, and as the last of its breadcrumbs."""
    soup = BeautifulSoup(page, "html.parser")
    return {one.get_text(strip=True) for one in soup.select("h1, nav li[aria-current=page]")}


def test_menus_and_breadcrumbs_lead_where_they_say(clients):
    wrong, seen = set(), {}
    for name, answer in pages(clients):
        who = name.rpartition(" ")[2]
        for link in BeautifulSoup(answer.text, "html.parser").select(LINKS):
            place = (link["href"], who)
            if place not in seen:
                there = clients[who].get(link["href"])
                seen[place] = names_of(there.text) if there.status_code == PAGE else None
            words = link.get_text(strip=True)
            wanted = OTHER_NAMES.get(words, words)
            if seen[place] is not None and not any(wanted in one for one in seen[place]):
                wrong.add(f"{words} leads to {link['href']}: {seen[place]}")
    assert len(seen) > 10
    assert wrong == set()


def is_long(form: Tag) -> bool:
    """Whether Enter in a line of it would send what isn't finished: many fields, or longer text."""
    lines = [one for one in form.find_all("input") if one.get("type", "text") in TYPED_INTO]
    return bool(lines) and (len(lines) > SHORT or bool(form.find("textarea")))


def test_enter_in_a_line_of_a_long_form_sends_nothing(clients):
    """A form's first button is what Enter presses (HTML, implicit submission)."""
    seen, wrong = set(), set()
    for name, answer in pages(clients):
        for form in filter(is_long, forms(answer)):
            seen.add(name)
            first = form.find(["button", "input"], type=lambda kind: kind in ("submit", None))
            if first is None or not first.has_attr("disabled"):
                wrong.add(name)
    assert len(seen) > 5
    assert wrong == set()
