"""The worker while the database is away, and when the clock has jumped."""

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection

from dengen import clock
from dengen.accounts.models import Session
from dengen.mail import worker
from dengen.mail.worker import clock_jump_since, wait_for_database
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db(transaction=True)


class Pauses(threading.Event):
    """Counts how long it is waited, without waiting; is set after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds, self.waited = seconds, []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        if sum(self.waited) >= self.seconds:
            self.set()
        return self.is_set()


def wait_for_a_database_that_is_away(stop: Pauses) -> None:
    def refuse():
        raise OperationalError("connection refused")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        patch.setattr(time, "monotonic", lambda: 1000.0 + sum(stop.waited))
        assert wait_for_database(stop) is False


def test_the_worker_asks_less_and_less_often_while_the_database_is_away():
    stop = Pauses(200)
    wait_for_a_database_that_is_away(stop)
    assert stop.waited[:5] == [1, 2, 4, 8, 16]
    assert max(stop.waited) == worker.LONGEST_PAUSE


def test_the_log_hears_once_a_minute_that_the_database_is_away(caplog):
    wait_for_a_database_that_is_away(Pauses(600))
    told = [record for record in caplog.records if record.name == "dengen.mail.worker"]
    assert 8 <= len(told) <= 10


def test_the_worker_goes_on_at_once_when_the_database_answers():
    stop = Pauses(600)
    assert wait_for_database(stop) is True
    assert not stop.waited


class Jump(threading.Event):
    """The clock is set a year ahead while the worker begins; it is told to stop a look later."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.travel = time_machine.travel(clock.now() + timedelta(days=365))

    def is_set(self) -> bool:
        self.asked += 1
        if self.asked == 3:
            self.travel.start()
        return self.asked > 4


def test_a_clock_that_jumps_a_year_ahead_ends_nobodys_session(seller, caplog):
    browser_of(seller)
    jump = Jump()
    try:
        worker.run(jump, pause=0)
    finally:
        jump.travel.stop()
    assert Session.objects.filter(account=seller).exists()
    (told,) = [one for one in caplog.records if one.getMessage() == "no housekeeping"]
    assert "the clock has jumped" in told.fields["error"]


def test_without_a_jump_the_housekeeping_is_done(seller, caplog):
    stop = Pauses(0)
    worker.run(stop, pause=0)
    assert not [one for one in caplog.records if one.getMessage() == "no housekeeping"]
    assert clock_jump_since(time.monotonic(), clock.now()) == ""
