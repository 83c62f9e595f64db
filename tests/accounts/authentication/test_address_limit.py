"""Wrong passwords are counted for each network address too: freezing others' IDs isn't cheap."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from dengen.accounts.limits.subjects import network_of
from dengen.accounts.models import LimitCount
from dengen.events import proxies
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon(settings):
    settings.ADDRESS_TRIES, settings.ADDRESS_MINUTES = settings.LOGIN_TRIES + 1, 60
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock:
        yield clock


@pytest.fixture
def member(db):
    return factories.member(login_name="Minato2026")


def guess(login_id: str, client: Client | None = None, password: str = "wrong-1234", **origin):
    data = {"login_id": login_id, "password": password}
    return (client or Client()).post("/login/", data, **({"REMOTE_ADDR": "203.0.113.9"} | origin))


def fill(**origin) -> None:
    for number in range(settings.ADDRESS_TRIES):
        assert guess(f"somebody{number}", **origin).status_code == 200


def test_after_so_many_no_further_password_is_tried_from_there(member):
    fill()
    refused = guess("Minato2026", password=factories.PASSWORD)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3600"
    assert "13:00以降に、もう一度お試しください" in refused.text
    assert 'value="Minato2026"' in refused.text


def test_who_comes_from_elsewhere_gets_in_all_the_same(member):
    fill()
    answer = guess("Minato2026", password=factories.PASSWORD, REMOTE_ADDR="203.0.113.10")
    assert answer.status_code == 302


def test_the_limit_of_an_address_ends_to_the_second(member, noon):
    fill()
    noon.shift(HOUR - timedelta(seconds=1))
    assert guess("Minato2026", password=factories.PASSWORD).headers["Retry-After"] == "1"
    noon.shift(timedelta(seconds=1))
    assert guess("Minato2026", password=factories.PASSWORD).status_code == 302


def test_the_limit_of_an_address_freezes_nobody(member):
    fill()
    for _try in range(settings.LOGIN_TRIES):
        guess("Minato2026")
    member.refresh_from_db()
    assert not member.is_frozen
    assert guess("Minato2026", password=factories.PASSWORD, REMOTE_ADDR="::1").status_code == 302


def test_right_passwords_do_not_count(member):
    for _try in range(settings.ADDRESS_TRIES + 2):
        assert guess("Minato2026", password=factories.PASSWORD).status_code == 302


def test_tries_at_a_frozen_id_do_not_count(member):
    for _try in range(settings.LOGIN_TRIES + 15):
        assert guess("Minato2026").status_code == 200
    assert LimitCount.objects.get().count == settings.LOGIN_TRIES


def test_who_logged_in_with_the_browser_before_is_let_past_it(member):
    known = Client()
    guess("Minato2026", known, factories.PASSWORD)
    known.post("/logout/")
    fill()
    assert guess("ｍｉｎａｔｏ2026", known, factories.PASSWORD).status_code == 302


def test_a_known_browser_gets_in_with_no_other_id_and_not_past_the_freeze(member):
    factories.member(login_name="Aoba2026")
    known = Client()
    guess("Minato2026", known, factories.PASSWORD)
    known.post("/logout/")
    fill()
    assert guess("Aoba2026", known, factories.PASSWORD).status_code == 429
    for _try in range(settings.LOGIN_TRIES):
        guess("Minato2026", known)
    assert "現在使用できません" in guess("Minato2026", known, factories.PASSWORD).text


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "\x00"])
def test_a_forged_cookie_opens_nothing(member, cookie):
    fill()
    client = Client()
    client.cookies["known"] = cookie
    assert guess("Minato2026", client, factories.PASSWORD).status_code == 429


def test_the_network_of_an_ipv6_address_counts():
    for number in range(settings.ADDRESS_TRIES):
        guess(f"somebody{number}", REMOTE_ADDR=f"2001:db8:1:2:{number}::1")
    assert guess("another00", REMOTE_ADDR="2001:db8:1:2:ffff::9").status_code == 429
    assert guess("another00", REMOTE_ADDR="2001:db8:1:3::9").status_code == 200


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_the_network_of_an_address(address, network):
    assert network_of(address) == network


def test_behind_a_proxy_that_nobody_configured_nobody_is_shut_out(member):
    for number in range(settings.ADDRESS_TRIES + 2):
        behind = {"REMOTE_ADDR": "10.0.0.5", proxies.UNKNOWN: True}
        assert guess(f"somebody{number}", **behind).status_code == 200
    assert not LimitCount.objects.exists()


def test_the_housekeeping_forgets_the_limit_of_an_address(noon):
    fill()
    noon.shift(HOUR - timedelta(seconds=1))
    call_command("clear_login_traces")
    assert LimitCount.objects.exists()
    noon.shift(timedelta(seconds=1))
    call_command("clear_login_traces")
    assert not LimitCount.objects.exists()
