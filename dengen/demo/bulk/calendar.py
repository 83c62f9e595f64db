"""The hours in which people post and operators decide: working hours, one after another."""

from datetime import UTC, date, datetime, timedelta
from math import pi, sin

from dengen.japan.business_days import TOKYO, is_business_day

OPENS = 9
HOUR = 3600
DAY = 8 * HOUR  # of work
LONGEST_WAIT = 11 * HOUR


class Calendar:
    """The seconds of work from `first` to `last`, both inclusive, counted from 0 to `length`."""

    def __init__(self, first: date, last: date) -> None:
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        self._mornings = [morning(day) for day in days if is_business_day(day)]
        self.length = len(self._mornings) * DAY

    def moment(self, second: float) -> datetime:
        """Return when that second of work was."""
        day, seconds = divmod(min(second, self.length - 1), DAY)
        return self._mornings[int(day)] + timedelta(seconds=seconds)


def morning(day: date) -> datetime:
    """Return when work begins."""
    return datetime(day.year, day.month, day.day, OPENS, tzinfo=TOKYO).astimezone(UTC)


def decided(second: float) -> float:
    """Return when what was handed in at that second is decided: one to eleven hours of work later.

    It grows strictly with the second, as operators decide on the oldest first.
    """
    return second + HOUR * (6 + 5 * sin(2 * pi * second / (40 * HOUR)))
