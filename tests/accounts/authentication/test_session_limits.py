"""A login ends when it is left alone, and after some hours in any case; what was typed stays."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengen.accounts.models import Session
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def time(settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 60, 12
    with time_machine.travel("2030-06-14T00:00:00+00:00", tick=False) as clock:
        yield clock


@pytest.fixture
def member(time):
    return factories.member(login_name="Minato2026")


def is_in(browser: Client) -> bool:
    return browser.get("/listings/").status_code == 200


def test_one_hour_without_a_click_ends_a_login(time, member):
    browser = browser_of(member)
    time.shift(60 * MINUTE - SECOND)
    assert is_in(browser)


def test_a_login_ends_after_one_idle_hour_to_the_second(time, member):
    browser = browser_of(member)
    time.shift(60 * MINUTE)
    assert not is_in(browser)


def test_every_click_prolongs_a_login(time, member):
    browser = browser_of(member)
    for _hour in range(11):
        time.shift(55 * MINUTE)
        assert is_in(browser)


def test_no_click_prolongs_a_login_beyond_twelve_hours(time, member):
    browser = browser_of(member)
    for _time in range(23):
        time.shift(30 * MINUTE)
        assert is_in(browser)
    time.shift(30 * MINUTE - SECOND)
    assert is_in(browser)
    time.shift(SECOND)
    assert not is_in(browser)


def test_a_session_in_use_is_written_every_five_minutes_only(time, member):
    browser = browser_of(member)
    is_in(browser)
    counts = []
    for _minute in range(12):
        time.shift(MINUTE)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            is_in(browser)
        counts.append(sum(query["sql"].startswith("UPDATE") for query in captured))
    assert sum(counts) == 2


def test_the_limits_of_a_login_are_settings(time, member, settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 15, 1
    browser = browser_of(member)
    for _time in range(4):
        time.shift(14 * MINUTE)
        assert is_in(browser)
    time.shift(4 * MINUTE)
    assert not is_in(browser)


def test_what_is_over_is_not_shown_as_running(time, member):
    browser_of(member)
    time.shift(61 * MINUTE)
    page = browser_of(member).get("/account/").content.decode()
    assert Session.objects.filter(account=member).count() == 2
    assert page.count("この端末</span>") == 1
    assert Session.objects.running().count() == 1


def test_a_listing_sent_too_late_waits_behind_the_login(time, member):
    browser = browser_of(member)
    page = browser.get("/listings/new/")
    seal = page.text.split('name="seal" value="')[1].split('"')[0]
    time.shift(2 * 60 * MINUTE)
    sent = browser.post("/listings/new/", {"title": "書きかけの売り希望", "seal": seal})
    assert sent.status_code == 302
    login = {"login_id": "Minato2026", "password": factories.PASSWORD}
    again = browser.post(sent.url, login, follow=True)
    assert "書きかけの売り希望" in again.text
