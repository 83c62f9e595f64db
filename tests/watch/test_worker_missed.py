"""A worker that gives no sign of life is missed."""

from datetime import timedelta

import pytest

from dengen.accounts.models import Account
from dengen.japan import clock
from dengen.mail import alive
from dengen.mail.models import SignOfLife
from dengen.mail.models.sign_of_life import MEMORY, SILENCE
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


def test_one_that_never_began(reviewer):
    assert is_missed(reviewer)


@pytest.mark.parametrize(("second", "expected"), [(-1, False), (1, True)])
def test_one_that_has_been_silent_for_three_minutes(reviewer, second, expected):
    SignOfLife.objects.create(worker="one:1", seen_at=clock.now())
    with clock.at(clock.now() + SILENCE + timedelta(seconds=second)):
        assert is_missed(reviewer) is expected


def test_it_gives_a_sign_when_it_begins_and_then_every_ten_seconds():
    alive.begin()
    first = SignOfLife.objects.get().seen_at
    alive.go_on()
    assert SignOfLife.objects.get().seen_at == first
    alive._given_at[0] -= 11
    alive.go_on()
    assert SignOfLife.objects.get().seen_at > first


def test_those_of_other_days_are_forgotten():
    SignOfLife.objects.create(worker="old:1", seen_at=clock.now() - MEMORY)
    SignOfLife.objects.create(worker="killed:1", seen_at=clock.now() - MEMORY / 2)
    alive.begin()
    assert set(SignOfLife.objects.values_list("worker", flat=True)) == {
        "killed:1",
        alive.own_name(),
    }


def test_the_web_gives_no_sign():
    alive.go_on()
    assert not SignOfLife.objects.exists()
