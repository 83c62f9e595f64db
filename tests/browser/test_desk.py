"""The reviewer's desk at 1280 px: the decision stands in sight, beside what is being read."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests import factories
from tests.browser.firefox import firefox
from tests.browser.test_every_page import enter
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH, HEIGHT = 1280, 800
# The desk's two columns, and the button that approves, as the browser lays them out.
PLACES = """(() => {
  const place = element => { const box = element.getBoundingClientRect();
    return {left: box.left, right: box.right, top: box.top, bottom: box.bottom}; };
  const button = [...document.querySelectorAll("main button")]
    .find(one => one.textContent.trim() === "承認する");
  return {read: place(document.querySelector(".review > *")), button: place(button)};
})()"""


@pytest.fixture
def desks() -> dict[str, str]:
    """The addresses of what waits: each has the hints that stand above it."""
    for name in ["みなと火力発電株式会社", "株式会社みなと火力発電"]:
        application = factories.application(organization_name=name).submit()
    owner = factories.member()
    listing = factories.listing(owner, "<p>夏季の余剰分</p>" * 40, title="夏季余剰分" * 8)
    return {
        "application": f"/console/applications/{application.pk}/",
        "listing": f"/console/listings/{listing.pk}/",
    }


@pytest.fixture
def in_chromium(open_page, live_server) -> Callable[[str], dict]:
    page: Page = open_page(WIDTH)
    enter(page, factories.operator(), live_server)

    def places(address: str) -> dict:
        page.goto(address)
        return page.evaluate(PLACES)

    return places


@pytest.fixture
def in_firefox(live_server, tmp_path) -> Iterator[Callable[[str], dict]]:
    session = browser_of(factories.operator()).cookies[settings.SESSION_COOKIE_NAME].value
    with firefox(tmp_path) as window:
        window.set_size(WIDTH, HEIGHT)
        window.set_cookie(settings.SESSION_COOKIE_NAME, session, live_server.url)

        def places(address: str) -> dict:
            window.go(live_server.url + address)
            return window.evaluate(PLACES)

        yield places


@pytest.mark.parametrize("browser", ["in_chromium", "in_firefox"])
def test_approving_stands_in_the_first_screen_beside_what_is_read(browser, desks, request):
    places = request.getfixturevalue(browser)
    for address in desks.values():
        found = places(address)
        assert found["button"]["bottom"] <= HEIGHT, address
        assert found["button"]["left"] >= found["read"]["right"], address
        assert found["button"]["top"] >= found["read"]["top"], address
