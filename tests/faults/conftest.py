"""What the tests of faults share."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from dengen.accounts.models import Account
from dengen.japan.business_days import today
from tests.conftest import browser_of
from tests.logs import Lines, listening
from tests.mail.conftest import Postbox, free_port, postbox

__all__ = ["postbox"]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
SMTP = "django.core.mail.backends.smtp.EmailBackend"
NEW = "/listings/new/"


@pytest.fixture
def lines() -> Iterator[Lines]:
    """The log of this test."""
    heard = Lines()
    with listening(heard):
        yield heard


@pytest.fixture
def poster(seller: Account) -> Client:
    """A member's browser, which is shown error pages."""
    client = browser_of(seller)
    client.raise_request_exception = False
    return client


@pytest.fixture
def talk_to(settings):
    """Points the board at the mail server on that port, or at a postbox."""

    def point(where: int | Postbox, timeout: float = 0.5) -> None:
        port = where if isinstance(where, int) else int(where.url.rpartition(":")[2])
        options = {"host": "127.0.0.1", "port": port, "timeout": timeout}
        settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": options}}

    point(free_port())
    return point


def typed() -> dict[str, Any]:
    """A listing as the last page of its form sends it."""
    return {
        "title": '消えてはならない"題名"',
        "start_on": today().isoformat(),
        "end_on": "",
        "side": "sell",
        "organization_name": "みなと火力発電株式会社",
        "contact_mail": "power@minato.example.jp",
        "contact_phone": "",
        "contact_person": "担当 太郎",
        "area": "tokyo",
        "html": "<p>一行目</p>\r\n<p>二行目 &amp; 三行目</p>",
        "submission_key": str(uuid4()),
        "submit": "1",
    }


def held(answer: HttpResponse) -> dict[str, str]:
    """What the page would send again."""
    return {name: unescape(value) for name, value in HIDDEN.findall(answer.text)}


def asks_for_patience(answer: HttpResponse) -> bool:
    """Whether it is the page that says what is wrong and what to do, in Japanese."""
    return (
        answer.status_code == 503
        and answer["Retry-After"] == "30"
        and "no-store" in answer["Cache-Control"]
        and "ただいま処理できません" in answer.text
    )
