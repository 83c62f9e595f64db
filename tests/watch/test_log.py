"""What the log says of requests and failures."""

import logging
import re

import pytest
from django.conf import settings
from django.test import Client

from dengen.events.models import Event
from dengen.watch.lines import JsonLines, TextLines
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_a_request_is_one_line_with_its_route_and_its_account(lines, seller, buyer):
    listing = factories.published(seller)
    response = browser_of(buyer).get(f"/listings/{listing.pk}/?from=list")
    line = lines.one("request")
    assert line["request"] == response["X-Request-ID"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert line["ms"] > 0
    told = {name: line[name] for name in ("level", "method", "route", "status", "account")}
    assert told == {
        "level": "info",
        "method": "GET",
        "route": "/listings/<number:pk>/",
        "status": 200,
        "account": buyer.pk,
    }


def test_a_request_of_nobody_has_no_number_in_the_log(lines, client):
    client.get("/login/")
    assert lines.one("request")["account"] is None


def test_an_address_that_fits_nothing_is_not_repeated(lines, client):
    client.get("/no-such-page/of-takahashi@/")
    line = lines.one("request")
    assert (line["route"], line["status"]) == (None, 404)


def test_a_step_of_the_trail_has_the_id_of_its_request(seller, reviewer):
    listing = factories.listing(seller)
    answer = browser_of(reviewer).post(f"/console/listings/{listing.pk}/approval/", {"revision": 1})
    assert Event.objects.get(name="listing.approved").request_id == answer["X-Request-ID"]


@pytest.mark.parametrize(
    ("address", "status"), [("/forbidden/", 403), ("/broken/x/", 500), ("/away/", 503)]
)
def test_an_error_page_names_the_line_that_tells_of_it(troubled, lines, address, status):
    answer = troubled.get(address)
    line = lines.one("request")
    assert answer.status_code == line["status"] == status
    assert line["request"] == answer["X-Request-ID"]
    assert line["request"] in answer.text


def test_the_page_about_an_outdated_form_or_an_unreadable_request_names_the_request():
    for answer in (
        Client(enforce_csrf_checks=True).post("/login/"),
        Client().get("/", headers={"host": "another-host.example"}),
    ):
        assert answer["X-Request-ID"] in answer.text


def test_a_failure_is_told_with_its_place_and_without_anything_that_was_sent(troubled, lines):
    troubled.post("/broken/himitsu-1/?asked=himitsu-2", {"typed": "himitsu-3"})
    line = lines.one("failure")
    assert line["error"] == "ValueError"
    assert re.fullmatch(r"tests/watch/broken\.py:\d+ broken", line["traceback"][-1])
    assert "himitsu" not in "".join(lines.texts)


def test_a_failure_of_the_database_says_which(troubled, lines):
    troubled.get("/away/")
    assert lines.one("failure")["error"] == "django.db.utils.OperationalError: database is locked"


def record(message: str, **fields: object) -> logging.LogRecord:
    made = logging.LogRecord("dengen.test", logging.INFO, "", 0, message, (), None)
    made.fields = fields
    return made


@pytest.mark.parametrize("lines_of", [JsonLines, TextLines])
def test_a_line_remains_one_whatever_stands_in_it(lines_of):
    text = lines_of().format(record("a\nb\u2028c\x1b[2J", kind="d\re"))
    assert len(text.splitlines()) == 1
    assert "\x1b" not in text


def test_the_parts_of_a_log_line_in_text_have_names():
    text = TextLines().format(record("mail", outcome="sent", tries=1))
    assert text.endswith("info dengen.test mail outcome=sent tries=1")


def test_of_a_foreign_host_only_the_kind_of_complaint_is_told(lines, client):
    client.get("/", headers={"host": "evil.example"})
    complaint = lines.one("DisallowedHost")
    assert complaint["level"] == "warning"
    assert "traceback" not in complaint
    assert "evil.example" not in "".join(lines.texts)


def test_a_refused_login_is_a_line_with_its_reason_and_its_account(lines, client, seller):
    typed = {"login_id": seller.login_id, "password": "wrong-1234"}
    for _ in range(settings.LOGIN_TRIES):
        client.post("/login/", typed)
    client.post("/login/", typed | {"password": factories.PASSWORD})
    refused = lines.all("login refused")
    before = settings.LOGIN_TRIES - 1
    assert [line["reason"] for line in refused] == ["WrongPassword"] * before + ["Frozen"] * 2
    assert {line["account"] for line in refused} == {seller.pk}


def test_a_refused_login_with_an_id_that_is_nobodys_is_told_without_the_id(lines, client):
    client.post("/login/", {"login_id": "Nobody2026", "password": "wrong-1234"})
    assert lines.one("login refused")["account"] is None
    assert "nobody2026" not in "".join(lines.texts).lower()


def test_a_wrong_password_where_it_is_asked_for_again_is_told(lines, seller):
    form = {
        "old_password": "wrong-1234",
        "password": "sukima-2027",
        "password_again": "sukima-2027",
    }
    browser_of(seller).post("/account/password/", form)
    assert lines.one("login refused")["account"] == seller.pk
