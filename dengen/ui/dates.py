"""The field for a day, which all forms share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dengen.japan.days import FIRST_DAY, LAST_DAY, check_day
from dengen.japan.width import to_half_width


class DayField(forms.DateField):
    """A day that the board knows, chosen from the browser's calendar."""

    default_validators = [check_day]
    default_error_messages = {
        "invalid": gettext_lazy("日付を 2026-04-01 のように入力してください。"),
        "required": gettext_lazy("日付を指定してください。"),
    }

    def __init__(self, **options: Any) -> None:
        ends = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
        calendar = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **ends})
        super().__init__(**{"widget": calendar} | options)

    def to_python(self, value: Any) -> Any:
        """The day; typed in full width too."""
        return super().to_python(to_half_width(value) if isinstance(value, str) else value)
