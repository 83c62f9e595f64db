from datetime import UTC, date, datetime

import pytest
import time_machine

from dengen.japan.business_days import (
    add_business_days,
    add_months,
    business_days_between,
    is_business_day,
    today,
)


@pytest.mark.parametrize(
    ("start", "third"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # itself a holiday: counting begins the day after
        (date(2026, 4, 28), date(2026, 5, 7)),  # Golden Week with the substitute of 6 May
        (date(2026, 9, 18), date(2026, 9, 28)),  # 22 September lies between two holidays
        (date(2026, 12, 28), date(2027, 1, 6)),  # public offices are closed until 3 January
    ],
)
def test_the_third_business_day_is_promised(start, third):
    assert add_business_days(start, 3) == third


@pytest.mark.parametrize(
    "holiday", [date(2026, 5, 6), date(2026, 9, 22), date(2026, 11, 28), date(2026, 11, 29)]
)
def test_substitutes_bridge_days_and_weekends_are_no_business_days(holiday):
    assert not is_business_day(holiday)


def test_the_days_left_turn_negative_when_the_promise_has_passed():
    friday, monday = date(2026, 11, 27), date(2026, 11, 30)
    assert business_days_between(friday, monday) == 1
    assert business_days_between(monday, monday) == 0
    assert business_days_between(monday, friday) == -1


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 14, 59, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 15, 0, 0, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_the_day_begins_at_midnight_in_tokyo(moment, day):
    with time_machine.travel(moment, tick=False):
        assert today() == day


def test_a_year_after_29_february_ends_on_28_february():
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_an_operator_may_work_on_other_days_of_the_year(settings):
    settings.CLOSED_EVERY_YEAR = frozenset({"08-14"})
    assert is_business_day(date(2026, 12, 29))
    assert not is_business_day(date(2026, 8, 14))
