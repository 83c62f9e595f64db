"""Every page in a real browser: no request to another host, nothing that the policy stops."""

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.conftest import browser_of
from tests.structure.access import ACCESS, PAGE, expected
from tests.structure.test_addresses import address, people, things

NO_PAGES = ("-csv", "-jsonl", "-flaws", ":address", ":live", ":ready")


def enter(page: Page, account, live_server: LiveServer) -> None:
    """The browser gets the session of somebody who has logged in."""
    session = browser_of(account).cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    page.context.add_cookies([cookie])


@pytest.mark.parametrize("who", ["nobody", "owner", "administrator"])
def test_no_page_asks_another_host_or_breaks_the_policy(open_page, live_server, who):
    accounts = people()
    things(accounts)
    page = open_page()
    page.add_init_script(
        "addEventListener('securitypolicyviolation', one => console.error(one.blockedURI))"
    )
    if who != "nobody":
        enter(page, accounts[who], live_server)
    for name in ACCESS:
        if expected(name, "get")[who] == PAGE and not name.endswith(NO_PAGES):
            answer = page.goto(address(name))
            assert answer.status == PAGE, name
            assert "default-src 'self'" in answer.headers["content-security-policy"]
