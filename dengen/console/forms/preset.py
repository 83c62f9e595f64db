"""What the operator types for a preset of a reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.listings.models import ReasonPreset
from dengen.listings.presets.reason_preset import LABEL_LENGTH, fields_of
from dengen.review.denial_reason import REMARK_LENGTH
from dengen.ui.fields import LineField


class PresetForm(forms.Form):
    """A preset of one queue, which it keeps."""

    field = forms.ChoiceField()  # its choices are the queue's
    label = LineField(
        label=_("見出し"), max_length=LABEL_LENGTH, help_text=_("審査画面の一覧に表示されます。")
    )
    text = LineField(
        label=_("文面"),
        max_length=REMARK_LENGTH,
        help_text=_("申込者・掲載者に送られる文面です。300文字まで入力できます。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, preset: ReasonPreset) -> None:
        initial = {name: getattr(preset, name) for name in ("field", "label", "text")}
        super().__init__(data, initial=initial)
        choices = [("", _("全体（特定の項目によらない）")), *fields_of(preset.queue).items()]
        self.fields["field"] = forms.ChoiceField(
            label=_("項目"),
            choices=choices,
            required=False,
            help_text=_("選ぶと、その項目への指摘になります"),
        )

    def fill(self, preset: ReasonPreset) -> ReasonPreset:
        """Return the preset with what was typed, not yet kept."""
        for name, value in self.cleaned_data.items():
            setattr(preset, name, value)
        return preset
