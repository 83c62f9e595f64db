"""その日の掲示板: the day and time that somebody asks for."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.japan.business_days import TOKYO, today
from dengen.ui.dates import DayField


class MomentForm(forms.Form):
    """A day and a time of that day in Tokyo."""

    day = DayField(label=gettext_lazy("日付"), until=today)
    time = forms.TimeField(
        label=gettext_lazy("時刻"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": gettext_lazy("時刻を指定してください。"),
            "invalid": gettext_lazy("時刻を 09:30 のように入力してください。"),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a moment that is still to come."""
        super().clean()
        if not self.errors and self.moment > clock.now():
            raise ValidationError({"day": _("現在より前の日時を指定してください。")})
        return self.cleaned_data

    @property
    def moment(self) -> datetime:
        """What was chosen."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], TOKYO)


def moment_form(data: Any) -> MomentForm:
    """Return the form with the moment that was asked for; by default the present minute."""
    if "day" in data or "time" in data:
        return MomentForm(data)
    now = localtime(clock.now())
    return MomentForm({"day": now.date(), "time": f"{now:%H:%M}"})
