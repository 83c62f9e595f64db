"""A limit holds of any number of parallel tries."""

import pytest
import time_machine

from dengen.accounts.limits import Limit, LimitReached
from dengen.accounts.limits.limit import known
from dengen.accounts.models import LimitCount
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NETWORK = Limit("test.race", count="ADDRESS_TRIES", minutes="ADDRESS_MINUTES")
known.pop("test.race")


@pytest.fixture(autouse=True)
def seven_in_an_hour(settings):
    settings.ADDRESS_TRIES, settings.ADDRESS_MINUTES = 7, 60


def taken(_number: int = 0) -> bool:
    try:
        NETWORK.take("192.0.2.1")
    except LimitReached:
        return False
    return True


def test_of_30_at_once_as_many_as_allowed_are_taken():
    assert at_once(30, taken).count(True) == 7
    assert LimitCount.objects.get().count == 7


def test_no_more_than_the_limit_pass_in_the_moment_in_which_the_count_begins_anew():
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock:
        for _time in range(7):
            taken()
        clock.shift(60 * 60)
        assert at_once(30, taken).count(True) == 7
