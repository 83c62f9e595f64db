"""What ends a session ends it on the server: the cookie of before opens nothing."""

import pytest
from django.test import Client

from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


def log_out(browser, member, operator) -> None:
    browser.post("/logout/")


def change_password(browser, member, operator) -> None:
    passwords = {"password": "Another-2026", "password_again": "Another-2026"}
    browser.post("/account/password/", passwords | {"old_password": factories.PASSWORD})


def suspend(browser, member, operator) -> None:
    member.suspend(by=operator, reason="確認中です。")


def retire(browser, member, operator) -> None:
    member.retire(by=operator, reason=factories.REASON)


def end_elsewhere(browser, member, operator) -> None:
    browser_of(member).post("/account/other-sessions/end/")


@pytest.mark.parametrize("end", [log_out, change_password, suspend, retire, end_elsewhere])
def test_the_cookie_of_before_opens_nothing_afterwards(end, reviewer):
    member = factories.member(login_name="Minato2026")
    browser = browser_of(member)
    stolen = Client()
    stolen.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert stolen.get("/account/").status_code == 200
    end(browser, member, reviewer)
    stolen.cookies["sessionid"] = stolen.cookies["sessionid"].value
    for page in ["/account/", "/listings/", "/"]:
        assert stolen.get(page).status_code == 302
