"""The editor's dialog for a link: Enter sets it, and the Enter of a conversion sets nothing yet."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from tests import factories
from tests.browser.firefox import firefox
from tests.browser.test_every_page import enter
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db(transaction=True)

# Safari ends a conversion first, and tells of the Enter that confirmed it with code 229.
PRESSES = """(async () => {
  const moment = () => new Promise((next) => setTimeout(next, 50));
  const wait = async (found) => { while (!found()) await moment(); };
  await wait(() => document.querySelector(".editor__text"));
  document.querySelector("[data-command=link]").click();
  const dialog = document.querySelector("[data-editor-dialog]");
  await wait(() => dialog.open);
  const address = dialog.querySelector("[data-editor-address]");
  const press = (how) => address.dispatchEvent(
    new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true, ...how}));
  address.value = "https://www.example.jp";
  const told = [];
  for (const how of [{isComposing: true, keyCode: 229}, {keyCode: 229}, {keyCode: 13}]) {
    press(how);
    told.push(dialog.open);
  }
  const link = document.querySelector(".editor__text a");
  return {open: told, link: link && link.getAttribute("href"), page: location.pathname};
})()"""


@pytest.fixture
def in_chromium(open_page, live_server, member) -> Callable[[str], dict]:
    page = open_page()
    enter(page, member, live_server)

    def pressed(address: str) -> dict:
        page.goto(address)
        return page.evaluate(PRESSES)

    return pressed


@pytest.fixture
def in_firefox(live_server, tmp_path, member) -> Iterator[Callable[[str], dict]]:
    session = browser_of(member).cookies[settings.SESSION_COOKIE_NAME].value
    with firefox(tmp_path) as window:
        window.set_cookie(settings.SESSION_COOKIE_NAME, session, live_server.url)

        def pressed(address: str) -> dict:
            window.go(live_server.url + address)
            return window.evaluate(PRESSES)

        yield pressed


@pytest.fixture
def member():
    return factories.member()


@pytest.mark.parametrize("browser", ["in_chromium", "in_firefox"])
def test_the_enter_that_confirms_a_conversion_sets_no_link(browser, request):
    told = request.getfixturevalue(browser)("/listings/new/")
    assert told == {
        "open": [True, True, False],
        "link": "https://www.example.jp",
        "page": "/listings/new/",
    }
