"""A try to log in is claimed, checked outside any transaction, and settled."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from unittest.mock import patch

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from dengen.accounts.authentication.guards.login_try import ABANDONED_AFTER
from dengen.accounts.authentication.refusals import Frozen, WrongPassword
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.limits.count import LimitCount
from dengen.accounts.membership.passwords import hashing
from dengen.accounts.models import Account, LoginGuard, LoginTry
from dengen.events.models import Event
from tests import factories
from tests.accounts.applications.form import URL, answered
from tests.conftest import browser_of
from tests.hashers import CheapArgon2Hasher

LOGIN = "/login/"


class Died(BaseException):
    """What a process that is killed while it hashes looks like to the database."""


@pytest.fixture
def member(db):
    return factories.member(login_name="Minato2026")


@pytest.fixture
def noon():
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock:
        yield clock


def guess(password: str = "wrong-1234", login_id: str = "Minato2026"):
    return Client().post(LOGIN, {"login_id": login_id, "password": password})


def die_while_hashing(login_id: str = "Minato2026") -> None:
    with patch.object(CheapArgon2Hasher, "verify", side_effect=Died), suppress(Died):
        log_in(login_id, "wrong-1234")


@pytest.mark.parametrize("login_id", ["Minato2026", "nobody2026"])
def test_a_crash_while_hashing_counts_as_a_wrong_try(member, noon, login_id):
    log_in("Minato2026", factories.PASSWORD)
    for _crash in range(settings.LOGIN_TRIES - 1):
        die_while_hashing(login_id)
    noon.shift(ABANDONED_AFTER)
    assert "現在使用できません" in guess(login_id=login_id).text
    assert LoginGuard.objects.filter(failures=settings.LOGIN_TRIES).count() == 1


def test_as_many_crashes_as_tries_freeze_the_id_and_its_owner_is_told(member, noon):
    for _crash in range(settings.LOGIN_TRIES):
        die_while_hashing()
    assert "現在使用できません" in guess(factories.PASSWORD).text
    assert not member.guard.is_frozen()
    noon.shift(ABANDONED_AFTER)
    call_command("clear_login_traces")
    member.refresh_from_db()
    assert member.is_frozen
    assert Event.objects.get(name="account.frozen").address == ""
    assert not LoginTry.objects.exists()


def test_a_crash_counts_for_the_network_too(member, settings):
    settings.ADDRESS_TRIES = 1
    with patch.object(CheapArgon2Hasher, "verify", side_effect=Died), suppress(Died):
        guess()
    assert guess(login_id="another2026").status_code == 429


def test_a_success_settles_everything(member):
    for _try in range(settings.LOGIN_TRIES - 1):
        guess()
    assert guess(factories.PASSWORD).status_code == 302
    assert member.guard.failures == 0
    assert not LoginTry.objects.exists()
    assert not LimitCount.objects.filter(count__gt=settings.LOGIN_TRIES - 1).exists()


def test_a_settlement_that_comes_too_late_is_not_counted_twice(member, noon):
    def hang(self, password, encoded):
        noon.shift(ABANDONED_AFTER)
        call_command("clear_login_traces")
        return False

    with patch.object(CheapArgon2Hasher, "verify", hang), pytest.raises(WrongPassword):
        log_in("Minato2026", "wrong-1234")
    assert member.guard.failures == 1


def test_a_password_that_was_changed_while_the_old_one_was_checked_opens_nothing(member):
    def change(self, password, encoded):
        Account.objects.filter(pk=member.pk).update(password="another")
        return True

    with patch.object(CheapArgon2Hasher, "verify", change), pytest.raises(WrongPassword):
        log_in("Minato2026", factories.PASSWORD)


@pytest.mark.parametrize("login_id", ["Minato2026", "nobody2026"])
def test_nothing_is_written_for_a_try_that_is_not_checked(member, settings, login_id):
    settings.ADDRESS_TRIES = 3
    for number in range(3):
        guess(login_id=f"somebody{number}")
    before = LoginGuard.objects.count(), LimitCount.objects.count()
    for _try in range(3):
        assert guess(login_id=login_id).status_code == 429
    assert (LoginGuard.objects.count(), LimitCount.objects.count()) == before


@pytest.mark.django_db(transaction=True)
def test_while_a_password_is_hashed_others_write_and_log_in():
    member, other = factories.member(login_name="Minato2026"), factories.member()
    hashes, goes_on = threading.Event(), threading.Event()

    def slow(self, password, encoded):
        hashes.set()
        return goes_on.wait(30) and False

    def act():
        try:
            log_in("Minato2026", "wrong-1234")
        except WrongPassword:
            return True
        finally:
            connection.close()

    browser = browser_of(other)
    with ThreadPoolExecutor(1) as pool:
        with patch.object(CheapArgon2Hasher, "verify", slow):
            pending = pool.submit(act)
            assert hashes.wait(30)
        try:
            assert browser.post("/account/other-sessions/end/").status_code == 302
            assert log_in(other.login_id, factories.PASSWORD) == other
            assert log_in("Minato2026", factories.PASSWORD) == member
        finally:
            goes_on.set()
        assert pending.result()


@pytest.mark.django_db(transaction=True)
def test_a_further_try_is_refused_while_all_those_allowed_are_under_way():
    factories.member(login_name="Minato2026")
    goes_on, under_way = threading.Event(), threading.Semaphore(0)

    def slow(self, password, encoded):
        under_way.release()
        return goes_on.wait(30) and False

    def act(_number: int):
        try:
            log_in("Minato2026", "wrong-1234")
        except (WrongPassword, Frozen) as refusal:
            return type(refusal)
        finally:
            connection.close()

    allowed = settings.LOGIN_TRIES
    with ThreadPoolExecutor(allowed) as pool, patch.object(CheapArgon2Hasher, "verify", slow):
        pending = [pool.submit(act, number) for number in range(allowed)]
        for _try in pending:
            assert under_way.acquire(timeout=30)
        try:
            with pytest.raises(Frozen):
                log_in("Minato2026", factories.PASSWORD)
        finally:
            goes_on.set()
        outcomes = [one.result() for one in pending]
    assert outcomes.count(WrongPassword) == allowed - 1
    assert outcomes.count(Frozen) == 1


class TestBusy:
    """All places for hashing are taken, and nobody leaves."""

    @pytest.fixture(autouse=True)
    def full(self, monkeypatch, settings):
        places = threading.BoundedSemaphore(1)
        monkeypatch.setattr(hashing, "_places", places)
        settings.HASH_WAIT_SECONDS = 0.01
        self.places = places

    def test_the_login_page_says_so_and_keeps_the_id(self, member):
        self.places.acquire()
        page = guess(factories.PASSWORD)
        assert page.status_code == 503
        assert page.headers["Retry-After"] == "5"
        assert "アクセスが集中しているため" in page.text
        assert 'value="Minato2026"' in page.text

    def test_who_would_take_the_last_threads_from_pages_does_not_wait(
        self, member, settings, monkeypatch
    ):
        settings.HASH_WAIT_SECONDS = 3600
        nobody_else = threading.BoundedSemaphore(1)
        monkeypatch.setattr(hashing, "_queue", nobody_else)
        nobody_else.acquire()
        self.places.acquire()
        assert guess(factories.PASSWORD).status_code == 503

    def test_a_login_that_found_no_free_place_counts_nothing(self, member):
        self.places.acquire()
        for _try in range(9):
            guess()
        self.places.release()
        assert guess(factories.PASSWORD).status_code == 302
        assert not LimitCount.objects.filter(count__gt=0).exists()

    def test_the_place_is_free_again_afterwards(self, member):
        guess()
        die_while_hashing()
        assert guess(factories.PASSWORD).status_code == 302

    def test_a_new_password_can_be_sent_again(self, member):
        browser = browser_of(member)
        self.places.acquire()
        new = {"password": "Another-2026", "password_again": "Another-2026"}
        sent = new | {"old_password": factories.PASSWORD}
        page = browser.post("/account/password/", sent)
        assert "アクセスが集中しているため" in page.text
        self.places.release()
        assert browser.post("/account/password/", sent).status_code == 302

    def test_a_registration_keeps_what_was_typed(self, db):
        client = Client()
        typed = answered(client)
        self.places.acquire()
        page = client.post(URL, typed).text
        assert "アクセスが集中しているため" in page
        assert 'value="みなと火力発電株式会社"' in page
