"""A form that asks for a period."""

from typing import Any

from django import forms
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.ui.dates import DayField


def given_in(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Return the conditions that were given: 0 is one, a box that was not ticked is none."""
    return {
        name: value
        for name, value in cleaned.items()
        if value is not False and value not in EMPTY_VALUES
    }


class PeriodForm(forms.Form):
    """Both ends are optional here; `conditions` holds what was validly given."""

    first = DayField(label=gettext_lazy("開始日"), required=False)
    last = DayField(label=gettext_lazy("終了日"), required=False, after="first")

    def clean(self) -> dict[str, Any]:
        """Say that a period that ends before it begins finds nothing."""
        super().clean()
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("終了日には、開始日以降の日付を指定してください。"))
        return self.cleaned_data

    @property
    def conditions(self) -> dict[str, Any]:
        """What was given and is valid."""
        self.is_valid()
        return given_in(self.cleaned_data)
