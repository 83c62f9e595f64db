"""Somebody at a browser: logs in through the forms, keeps the cookies."""

import http.client
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

from dengen.demo.bulk.logins import PASSWORD, login_name, staff_login_name

# What every form carries: its token, and the seal of whoever is logged in.
OWN = re.compile(r'name="(csrfmiddlewaretoken|seal)" value="([^"]+)"')
REVIEWER = staff_login_name(0)
MEMBER = login_name(0)


class Unfollowed(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect as it is."""

    def redirect_request(self, *_what: Any) -> None:
        """Return None: nothing is asked for in its place."""


class Browser:
    """Pages of one server."""

    patience = 60  # seconds for one answer

    def __init__(self, address: str) -> None:
        self._address = address
        self._cookies = http.cookiejar.CookieJar()
        self._page = ""

    @property
    def own_fields(self) -> dict[str, str]:
        """What the forms of the page carry beside what is typed."""
        return dict(OWN.findall(self._page))

    @property
    def cookie(self) -> str:
        """The header that a browser would send."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies)

    def get(self, path: str) -> str:
        """Return the page; raise `HTTPError` if there is none."""
        return self._ask(path)

    def post(self, path: str, **fields: str) -> str:
        """Return the page that follows when the form of the page before is sent."""
        found = fields | self.own_fields
        return self._ask(path, urllib.parse.urlencode(found).encode())

    def send(self, path: str, **fields: str) -> tuple[int, str]:
        """Return the answer's status and where it leads, which isn't followed; raise `OSError`."""
        data = fields | self.own_fields
        body = urllib.parse.urlencode(data).encode()
        try:
            with self._open(path, body, Unfollowed()) as response:
                return response.status, ""
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers.get("Location", "")

    def _ask(self, path: str, data: bytes | None = None) -> str:
        with self._open(path, data) as response:
            self._page = response.read().decode()
        return self._page

    def _open(
        self, path: str, data: bytes | None, *handlers: urllib.request.BaseHandler
    ) -> http.client.HTTPResponse:
        keeper = urllib.request.HTTPCookieProcessor(self._cookies)
        opener = urllib.request.build_opener(keeper, *handlers)
        return opener.open(self._address + path, data, timeout=self.patience)


def member_of(address: str, number: int = 0) -> Browser:
    """Return a member who is logged in."""
    return logged_in(Browser(address), login_name(number))


def logged_in(browser: Browser, login_id: str) -> Browser:
    """Take the first step of the login, and return the browser."""
    browser.get("/login/")
    browser.post("/login/", login_id=login_id, password=PASSWORD)
    return browser


def reviewer_of(address: str, prepared: dict[str, Any]) -> Browser:
    """Return one of the staff who has taken both steps."""
    browser = logged_in(Browser(address), REVIEWER)
    browser.post(
        "/login/second-step/", way="recovery_code", recovery_code=prepared["recovery_codes"].pop()
    )
    return browser


def filled_in(key: str, area: str = "tokyo") -> dict[str, str]:
    """Return the form of a listing, at its last step."""
    day = datetime.now(UTC) + timedelta(days=2)
    return {
        "title": f"発電設備の売り希望 {key}",
        "start_on": f"{day:%Y-%m-%d}",
        "end_on": f"{day + timedelta(days=300):%Y-%m-%d}",
        "side": "sell",
        "organization_name": "みなと火力発電株式会社",
        "contact_mail": "power@minato.example.jp",
        "contact_phone": "",
        "contact_person": "髙橋 一郎",
        "area": area,
        "html": "<p>詳しくはお問い合わせください。</p>",
        "submission_key": key,
        "submit": "1",
    }
