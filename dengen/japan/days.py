"""The days that the board knows; of later ones nobody can say whether they are holidays.

Every date that is typed or handed in lies among them, through whatever door it comes.
"""

from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def check_day(day: date) -> None:
    """Raise `ValidationError` for a day that the board doesn't know."""
    if day < FIRST_DAY:
        _refuse(FIRST_DAY, _("%(year)d年%(month)d月%(day)d日以降の日付を指定してください。"))
    if day > LAST_DAY:
        _refuse(LAST_DAY, _("%(year)d年%(month)d月%(day)d日までの日付を指定してください。"))


def _refuse(end: date, words: str) -> NoReturn:
    told = words % {"year": end.year, "month": end.month, "day": end.day}
    raise ValidationError(told, code="out_of_range")


class DayField(models.DateField):
    """A day that somebody chose. To migrations it is a date."""

    default_validators = [check_day]

    def deconstruct(self) -> Any:
        """Deconstruct as a plain `DateField`: the validator is not the database's business."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs
