"""The board's calendar: days begin at midnight in Tokyo.

Weekends, national holidays and the days around the new year are off (行政機関の休日に関する法律,
article 1).
"""

import calendar
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import jpholiday
from django.conf import settings

from dengen import clock
from dengen.japan.days import LAST_DAY

TOKYO = ZoneInfo("Asia/Tokyo")
SATURDAY = 5
ONE_DAY = timedelta(days=1)


def today() -> date:
    """Return today's date in Tokyo, whatever the server's zone."""
    return clock.now().astimezone(TOKYO).date()


def is_business_day(day: date) -> bool:
    """Return whether it is no weekend, no national holiday, and not closed every year."""
    return (
        day.weekday() < SATURDAY
        and f"{day:%m-%d}" not in settings.CLOSED_EVERY_YEAR
        and not _is_holiday(day)
    )


@lru_cache(maxsize=4_000)  # eleven years: pages ask for the same few weeks again and again
def _is_holiday(day: date) -> bool:
    """Return whether it is a holiday, substitutes (振替休日) too; from 2100 on unknown."""
    return day <= LAST_DAY and jpholiday.is_holiday(day)


def add_business_days(day: date, count: int) -> date:
    """Return the `count`-th business day after `day`; `day` itself for 0."""
    while count > 0:
        day += ONE_DAY
        count -= is_business_day(day)
    return day


def business_days_between(start: date, end: date) -> int:
    """Return how many business days lie after `start` up to and including `end`.

    Negative when `end` comes first: then it counts those after `end` up to `start`.
    """
    if end < start:
        return -business_days_between(end, start)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(map(is_business_day, days))


def add_months(day: date, count: int) -> date:
    """Return the same day `count` months later, or that month's last if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
