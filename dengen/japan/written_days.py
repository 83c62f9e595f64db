"""How days and moments are written: one rule for all screens and mails.

Short (2026/11/24) where one looks down a list: in tables, cards, labels and the subjects of mails.
Long (2026年11月24日（火）) where one reads: in sentences, on the page of one thing, in mails.
"""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def short_day(day: date | datetime | None) -> str:
    """Return 2026/11/23, of a moment its day in the board's zone; "" for None."""
    return _written(day, _("Y/m/d"))


def long_day(day: date | datetime | None) -> str:
    """Return 2026年11月23日（月）, of a moment its day in the board's zone; "" for None."""
    return _written(day, _("Y年n月j日（D）"))


def short_moment(moment: datetime | None) -> str:
    """Return 2026/11/23 15:04 in the board's zone; "" for None."""
    return _written(moment, _("Y/m/d H:i"))


def long_moment(moment: datetime | None) -> str:
    """Return 2026年11月23日（月）15:04 in the board's zone; "" for None."""
    return _written(moment, _("Y年n月j日（D）H:i"))


def year_and_month(day: date) -> str:
    """Return 2026年11月."""
    return _written(day, _("Y年n月"))


def _written(when: date | datetime | None, form: str) -> str:
    if when is None:
        return ""
    return date_format(localtime(when) if isinstance(when, datetime) else when, form)
