"""Whoever works by keyboard sees where they are (WCAG 2.4.7)."""

import pytest

from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)

MOST = 80  # presses of Tab on one page
# What has the focus, and whether its outline can be seen; null once the page has been left.
FOCUSED = """(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const shown = getComputedStyle(one);
  return {
    name: `${one.tagName} ${one.textContent.trim().slice(0, 20) || one.name || one.id}`,
    isSeen: shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2,
    isInSight: one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().bottom > 0,
  };
})()"""


def walk(page) -> list[dict]:
    """What Tab comes to, one after another."""
    stops = []
    for _press in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("address", ["/login/", "/apply/", "/listings/", "/listings/new/"])
def test_a_members_way_by_tab_is_seen_at_each_stop(open_page, address):
    factories.published(factories.member())
    factories.member(login_name="Aoba20260")
    page = open_page()
    if address.startswith("/listings/"):
        log_in(page, "Aoba20260")
    page.goto(address)
    stops = walk(page)
    assert len(stops) > 5
    assert [stop["name"] for stop in stops if not (stop["isSeen"] and stop["isInSight"])] == []


def test_a_reviewers_way_by_tab_is_seen_at_each_stop(open_page):
    listing = factories.listing(factories.member())
    factories.operator(login_id="Shinsa2026")
    page = open_page()
    log_in(page, "Shinsa2026")
    page.goto(f"/console/listings/{listing.pk}/")
    stops = walk(page)
    assert len(stops) > 5
    assert [stop["name"] for stop in stops if not (stop["isSeen"] and stop["isInSight"])] == []
