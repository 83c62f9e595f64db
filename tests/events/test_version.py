"""The version of the board: a new one with every event, for everybody at once."""

import pytest
from django.db import transaction

from dengen.events import version
from dengen.events.models import Version
from tests import factories
from tests.races import at_once


def now() -> int:
    return Version.objects.values_list("number", flat=True).first() or 0


def test_every_event_makes_a_new_version(db):
    before = now()
    factories.operator()
    assert now() > before


def test_what_is_no_event_makes_one_when_asked_to(db):
    before = now()
    version.step()
    assert now() == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_step_that_is_taken_back_makes_none():
    reviewer = factories.operator()
    before = now()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        reviewer.log_out()
        raise ZeroDivisionError
    assert now() == before


@pytest.mark.django_db(transaction=True)
def test_steps_at_the_same_moment_are_all_counted():
    before = now()

    def employ(number: int) -> None:
        factories.operator(login_id=f"Operator{number}", email=f"o{number}@example.or.jp")

    assert at_once(8, employ) == [None] * 8
    assert now() >= before + 8
