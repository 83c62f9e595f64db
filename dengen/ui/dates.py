"""The field for a day, which all forms share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from dengen.japan.days import FIRST_DAY, LAST_DAY, check_day
from dengen.japan.typed_days import typed_day


class DayField(forms.DateField):
    """A day that the board knows, chosen from the browser's calendar.

    The calendar offers no day that would be refused: none before `since()` or after `until()`, and
    none before that of the field named `after`.
    """

    default_validators = [check_day]
    default_error_messages = {
        "invalid": gettext_lazy("日付を 2026-04-01 のように入力してください。"),
        "required": gettext_lazy("日付を指定してください。"),
    }

    def __init__(
        self,
        *,
        since: Callable[[], date] = lambda: FIRST_DAY,
        until: Callable[[], date] = lambda: LAST_DAY,
        after: str = "",
        **options: Any,
    ) -> None:
        self.since, self.until, self.after = since, until, after
        calendar = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"widget": calendar} | options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Return the field with the calendar's ends of today."""
        ends = {"min": self.since().isoformat(), "max": self.until().isoformat()}
        follows = {"data-after": form[self.after].id_for_label} if self.after else {}
        self.widget.attrs |= ends | follows
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Any) -> Any:
        """Return the day, as people write one where there is no calendar to choose it from."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return typed_day(value)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
