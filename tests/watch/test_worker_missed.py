"""A worker that gives no sign of life is missed."""

from datetime import timedelta

import pytest

from dengen import clock
from dengen.accounts.models import Account
from dengen.commands.checking import faults
from dengen.mail import alive
from dengen.mail.models import WorkerHeartbeat
from dengen.mail.models.heartbeat import MEMORY, SILENCE
from dengen.mail.models.process_name import own_machine
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
STOPPED = "メールの送信と定期処理が止まっています"
PAGES = ["/console/", "/console/mails/"]


@pytest.fixture(autouse=True)
def no_worker_afterwards():
    yield
    alive._given_at.clear()


def is_missed(reviewer: Account) -> bool:
    found = {STOPPED in browser_of(reviewer).get(page).text for page in PAGES}
    assert len(found) == 1
    return found.pop()


def test_a_worker_that_never_began_is_missed(reviewer):
    assert is_missed(reviewer)


@pytest.mark.parametrize(("second", "expected"), [(-1, False), (1, True)])
def test_a_worker_that_has_been_silent_for_three_minutes_is_missed(reviewer, second, expected):
    WorkerHeartbeat.objects.create(worker="one:1", seen_at=clock.now())
    with clock.at(clock.now() + SILENCE + timedelta(seconds=second)):
        assert is_missed(reviewer) is expected


def test_a_worker_gives_a_sign_when_it_begins_and_then_every_ten_seconds():
    alive.begin()
    first = WorkerHeartbeat.objects.get().seen_at
    alive.heartbeat()
    assert WorkerHeartbeat.objects.get().seen_at == first
    alive._given_at[0] -= 11
    alive.heartbeat()
    assert WorkerHeartbeat.objects.get().seen_at > first


def test_workers_of_other_days_are_forgotten():
    WorkerHeartbeat.objects.create(worker="old:1", seen_at=clock.now() - MEMORY)
    WorkerHeartbeat.objects.create(worker="killed:1", seen_at=clock.now() - MEMORY / 2)
    alive.begin()
    assert set(WorkerHeartbeat.objects.values_list("worker", flat=True)) == {
        "killed:1",
        alive.own_name(),
    }


def test_the_web_gives_no_sign():
    alive.heartbeat()
    assert not WorkerHeartbeat.objects.exists()


def test_of_two_the_silent_one_is_named_while_the_other_works(reviewer):
    WorkerHeartbeat.objects.create(worker="one:1", seen_at=clock.now())
    WorkerHeartbeat.objects.create(worker="two:2", seen_at=clock.now() - SILENCE)
    text = browser_of(reviewer).get("/console/").text
    assert STOPPED not in text
    assert "送信などを行うプログラムの一部から応答がありません" in text
    assert "two:2（最後の応答：" in text
    assert "one:1" not in text


def test_the_check_names_the_silent_one():
    WorkerHeartbeat.objects.create(worker="one:1", seen_at=clock.now())
    WorkerHeartbeat.objects.create(worker="two:2", seen_at=clock.now() - SILENCE)
    (found,) = [fault for fault in faults() if "silent" in fault]
    assert "two:2" in found


def test_a_worker_that_was_told_to_end_signs_off():
    alive.begin()
    assert WorkerHeartbeat.objects.get().worker == alive.own_name()
    alive.end()
    assert not WorkerHeartbeat.objects.exists()


def test_the_worker_that_takes_the_place_of_a_killed_one_ends_its_being_missed():
    silent = clock.now() - SILENCE
    WorkerHeartbeat.objects.create(worker=f"{own_machine()}:1", seen_at=silent)
    WorkerHeartbeat.objects.create(worker=f"{own_machine()}:2", seen_at=silent)
    WorkerHeartbeat.objects.create(worker="elsewhere:1", seen_at=silent)
    alive.begin()
    assert list(WorkerHeartbeat.objects.missed().values_list("worker", flat=True)) == [
        f"{own_machine()}:2",
        "elsewhere:1",
    ]
