"""The limits of accounts/limits/: so many of one kind for one subject in a while."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengen.accounts.limits import Limit, LimitReached, request_network
from dengen.accounts.limits.limit import known
from dengen.accounts.models import LimitCount
from dengen.events import origin

pytestmark = pytest.mark.django_db
NETWORK = Limit("test.network", count="ADDRESS_TRIES", minutes="ADDRESS_MINUTES")
OTHER_KIND = Limit("test.other", count="ADDRESS_TRIES", minutes="ADDRESS_MINUTES")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture(autouse=True)
def noon(settings):
    settings.ADDRESS_TRIES, settings.ADDRESS_MINUTES = 3, 60
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True, scope="module")
def of_tests_alone():
    yield
    for name in ("test.network", "test.other"):
        known.pop(name, None)


def fill(limit: Limit = NETWORK, subject: str = "192.0.2.1") -> None:
    for _time in range(3):
        limit.take(subject)


def test_the_one_after_the_last_is_refused_with_the_moment_when_it_ends(noon):
    fill()
    with pytest.raises(LimitReached) as refusal:
        NETWORK.take("192.0.2.1")
    assert refusal.value.until.isoformat() == "2030-06-14T04:00:00+00:00"


def test_a_limit_that_refuses_writes_nothing():
    fill()
    before = LimitCount.objects.values().get()
    with CaptureQueriesContext(connection) as queries, pytest.raises(LimitReached):
        NETWORK.take("192.0.2.1")
    assert [one["sql"].split()[0] for one in queries.captured_queries] == ["SELECT"]
    assert LimitCount.objects.values().get() == before


def test_others_and_other_kinds_are_counted_apart():
    fill()
    NETWORK.take("192.0.2.2")
    OTHER_KIND.take("192.0.2.1")


def test_the_count_begins_anew_to_the_second(noon):
    fill()
    noon.shift(HOUR - SECOND)
    with pytest.raises(LimitReached):
        NETWORK.take("192.0.2.1")
    noon.shift(SECOND)
    fill()
    with pytest.raises(LimitReached) as refusal:
        NETWORK.take("192.0.2.1")
    assert refusal.value.until.isoformat() == "2030-06-14T05:00:00+00:00"


def test_one_more_does_not_prolong_the_while(noon):
    NETWORK.take("192.0.2.1")
    noon.shift(HOUR - SECOND)
    NETWORK.take("192.0.2.1")
    noon.shift(SECOND)
    fill()


def test_what_is_given_back_does_not_count():
    fill()
    NETWORK.give_back("192.0.2.1")
    NETWORK.take("192.0.2.1")
    with pytest.raises(LimitReached):
        NETWORK.take("192.0.2.1")


def test_looking_whether_there_is_room_counts_nothing():
    for _time in range(5):
        NETWORK.check("192.0.2.1")
    fill()
    with pytest.raises(LimitReached):
        NETWORK.check("192.0.2.1")


def test_nobody_is_limited_by_none_or_where_the_setting_is_zero(settings):
    for _time in range(5):
        NETWORK.take(None)
    settings.ADDRESS_TRIES = 0
    for _time in range(5):
        NETWORK.take("192.0.2.1")
    assert not LimitCount.objects.exists()


@pytest.mark.parametrize(
    ("place", "subject"),
    [
        (origin.COMMAND_LINE, None),
        (origin.Origin("web", "192.0.2.1"), "192.0.2.1"),
        (origin.Origin("web", "2001:db8::1"), "2001:db8::/64"),
        (origin.Origin("web", "::ffff:192.0.2.1"), "192.0.2.1"),
        (origin.Origin("web", "10.0.0.5", is_unknown_proxy=True), None),
    ],
)
def test_whom_a_request_is_counted_for(place, subject):
    token = origin.current.set(place)
    try:
        assert request_network() == subject
    finally:
        origin.current.reset(token)


def test_the_table_tells_no_address():
    fill()
    assert "192.0.2.1" not in str(LimitCount.objects.values().get())


def test_the_housekeeping_forgets_what_is_over(noon):
    fill()
    noon.shift(HOUR - SECOND)
    call_command("clear_login_traces")
    assert LimitCount.objects.exists()
    noon.shift(SECOND)
    call_command("clear_login_traces")
    assert not LimitCount.objects.exists()


def test_each_limit_reads_settings_that_exist():
    assert "login.network" in known
    for limit in known.values():
        assert isinstance(limit.most, int)
        assert limit.window > timedelta(0)
        assert not (limit.minutes and limit.hours), "a window has one length"
