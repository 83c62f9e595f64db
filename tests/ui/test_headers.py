"""What the answers tell browsers, so that no other site can use the board's pages."""

import json

import pytest
from django.test import Client

from dengen.accounts.authentication.views import csp_report
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_report_before():
    csp_report._lately.clear()


@pytest.mark.parametrize("page", ["/login/", "/terms/9/", "/static/ui/css/ui.css", "/csp-reports/"])
def test_every_answer_says_what_others_may_do_with_it(page):
    headers = Client().get(page).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def policy(page: str = "/login/") -> dict[str, str]:
    header = Client().get(page).headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


def test_the_policy_allows_nothing_inline_no_eval_and_no_other_origin():
    rules = policy()
    for name in ["default-src", "script-src", "style-src", "form-action"]:
        assert rules[name] == "'self'"
    for name in ["object-src", "base-uri", "frame-src", "frame-ancestors"]:
        assert rules[name] == "'none'"
    assert not [text for text in rules.values() if "unsafe" in text or "http" in text]


def test_a_page_of_a_member_has_the_same_policy(seller):
    header = browser_of(seller).get("/listings/new/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in header


def send(body: object, **options) -> int:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    options = {"content_type": "application/csp-report"} | options
    return Client(enforce_csrf_checks=True).post("/csp-reports/", text, **options).status_code


OLD = {
    "csp-report": {
        "document-uri": "https://board.example.jp/listings/?contact=secret",
        "violated-directive": "script-src",
        "blocked-uri": "https://evil.example/a.js?x=1",
    }
}
NEW = [
    {
        "type": "csp-violation",
        "body": {
            "documentURL": "https://board.example.jp/listings/",
            "effectiveDirective": "style-src-elem",
            "blockedURL": "inline",
        },
    }
]


def test_a_report_is_kept_in_the_log_without_the_query(caplog):
    assert send(OLD) == 204
    line = caplog.messages[0]
    assert line.endswith("script-src https://evil.example/a.js https://board.example.jp/listings/")


def test_a_report_of_the_newer_shape_is_logged_too(caplog):
    send(NEW, content_type="application/reports+json")
    assert caplog.messages[0].endswith("style-src-elem inline https://board.example.jp/listings/")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff", b"[" * 9000, b'"x"', b"x" * 20_000, b"[1, [2]]"],
)
def test_what_is_no_report_leaves_no_line(caplog, body):
    assert send(body) == 204
    assert not [line for line in caplog.messages if "stopped" in line]


def test_no_report_can_pass_for_another_line_of_the_log(caplog):
    send({"csp-report": {"document-uri": "x\n2026 ERROR forged\u2028\x1b[31m", "blocked-uri": [1]}})
    assert caplog.messages[0].isascii()
    assert caplog.messages[0].isprintable()
    assert len(caplog.messages[0]) < 500


def test_a_flood_of_reports_does_not_fill_the_log(caplog):
    for _report in range(30):
        assert send(OLD) == 204
    send([NEW[0]] * 100)
    assert len([line for line in caplog.records if line.name == csp_report.logger.name]) == 20
