"""The months that figures and reports are chosen by."""

from dataclasses import dataclass
from datetime import date, timedelta

from dengen.japan.business_days import add_months, today


@dataclass(frozen=True)
class Month:
    """A month by its first and last day."""

    first: date
    last: date


def recent_months(count: int) -> list[Month]:
    """Return this month and those before it, newest first."""
    this = today().replace(day=1)
    firsts = [add_months(this, -back) for back in range(count)]
    return [Month(first, add_months(first, 1) - timedelta(days=1)) for first in firsts]
