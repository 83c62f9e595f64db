"""The period that a report is about: from one day to another, both inclusive, in Tokyo."""

from typing import Any

from django.utils.translation import gettext_lazy

from dengen.console.figures.months import recent_months
from dengen.ui.dates import DayField
from dengen.ui.periods import PeriodForm


class ReportPeriodForm(PeriodForm):
    """Both ends are required."""

    first = DayField(label=gettext_lazy("開始日"))
    last = DayField(label=gettext_lazy("終了日"), after="first")


def report_form(data: Any) -> ReportPeriodForm:
    """Return the form with the period that was asked for; with this month if none was."""
    if "first" in data or "last" in data:
        return ReportPeriodForm(data)
    this = recent_months(1)[0]
    return ReportPeriodForm({"first": this.first, "last": this.last})
