"""A period that somebody chooses: from one day to another, both inclusive, in Tokyo."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from dengen.japan.business_days import TOKYO, add_months, today
from dengen.ui.dates import DayField
from dengen.ui.periods import PeriodForm


class ReportPeriodForm(PeriodForm):
    """Both ends are required."""

    first = DayField(label=gettext_lazy("開始日"))
    last = DayField(label=gettext_lazy("終了日"), after="first")


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


def report_form(data: Any) -> ReportPeriodForm:
    """Return the form with the period that was asked for; with this month if none was."""
    if "first" in data or "last" in data:
        return ReportPeriodForm(data)
    this = recent_months(1)[0]
    return ReportPeriodForm({"first": this.first, "last": this.last})


def start_of(day: date) -> datetime:
    """Return the first moment of the day."""
    return datetime.combine(day, time.min, TOKYO)


def end_of(day: date) -> datetime:
    """Return the first moment after the day."""
    return start_of(day + timedelta(days=1))
