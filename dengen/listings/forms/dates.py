"""The field for a day that the forms of listings share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen from the browser's calendar."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "max": "2999-12-31"}),
        error_messages={
            "invalid": gettext_lazy("日付を 2026-04-01 のように入力してください。"),
            "required": gettext_lazy("日付を指定してください。"),
        },
        **options,
    )
