"""An address is confirmed while something else happens to its application."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from dengen import clock
from dengen.accounts.keys import APPLICATION_ADDRESS, OneTimeKey
from dengen.accounts.models import Account, Application, LoginID
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from tests import factories
from tests.keys import mailed_key
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MAIL = "takahashi@minato.example.jp"


@pytest.fixture
def applied():
    return factories.application(email=MAIL, email_confirmed_at=None).submit()


@pytest.fixture
def key(applied):
    return APPLICATION_ADDRESS.find(mailed_key("application_received"))


def steps() -> set[str]:
    """What came of it."""
    names = ["application.confirmed", "application.lapsed", "application.disowned"]
    return set(Event.objects.filter(name__in=names).values_list("name", flat=True))


def test_pressed_many_times_at_once_it_is_confirmed_once(applied, key):
    outcomes = at_once(8, lambda _: Application.objects.get(pk=applied.pk).confirm(key=key))
    assert outcomes == [None] * 8
    assert Event.objects.filter(name="application.confirmed").count() == 1


def test_in_the_last_moment_it_is_confirmed_or_it_ends(applied, key):
    """One worker's clock is a little ahead of the web process's."""

    def act(number: int) -> None:
        with clock.at(applied.confirm_by + timedelta(seconds=1 if number else -1)):
            if number:
                call_command("end_unconfirmed_applications")
            else:
                applied.confirm(key=key)

    confirmed, _ended = at_once(2, act)
    is_kept = confirmed is None
    assert is_kept or isinstance(confirmed, StepNotAllowed)
    assert steps() == {"application.confirmed" if is_kept else "application.lapsed"}
    assert Application.objects.exists() == LoginID.objects.exists() == is_kept


def test_an_application_is_confirmed_or_disowned_and_not_both(applied, key):
    mine = [Application.objects.get(pk=applied.pk) for _ in range(2)]
    outcomes = at_once(2, lambda number: [mine[0].confirm, mine[1].disown][number](key=key))
    assert sum(isinstance(one, StepNotAllowed) for one in outcomes) == 1
    assert len(steps()) == 1
    assert Application.objects.exists() == (steps() == {"application.confirmed"})


def test_an_approval_at_the_same_moment_comes_after_it_or_is_refused(applied, key):
    reviewer = factories.operator()
    mine = [Application.objects.get(pk=applied.pk) for _ in range(2)]

    def act(number: int) -> None:
        if number:
            mine[1].approve(by=reviewer, revision=1)
        else:
            mine[0].confirm(key=key)

    confirmed, approved = at_once(2, act)
    assert confirmed is None
    assert approved is None or isinstance(approved, StepNotAllowed)
    assert Account.objects.filter(email=MAIL).exists() == (approved is None)
    assert Application.objects.get().is_confirmed("email")


def test_applying_again_many_times_at_once_leaves_one_link(applied):
    others = [factories.application(email=MAIL) for _ in range(4)]
    outcomes = at_once(4, lambda number: others[number].submit())
    assert [one.pk for one in outcomes] == [None] * 4
    assert OneTimeKey.objects.open().count() == 1
