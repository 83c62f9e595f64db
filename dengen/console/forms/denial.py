"""What the reviewer types for a decision."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.console.queues.review_queue import ReviewQueue
from dengen.listings.models import ReasonPreset
from dengen.review.denial_reason import REASON_LENGTH, REMARK, REMARK_LENGTH
from dengen.ui.fields import LineField, RowsField, TextField


class DenialForm(forms.Form):
    """A reason, remarks on single fields, and presets; all together may be too long.

    The text of a preset joins the reason, or the remark on its field: at once where scripts run,
    else when the form is sent.
    """

    reason = TextField(
        label=_("否認理由"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, queue: ReviewQueue) -> None:
        super().__init__(data)
        self.queue, self.labels = queue, queue.model.reviewed_fields()
        self.typed_before: list[tuple[str, str]] = []  # for a decision that came too late
        presets = ReasonPreset.objects.of_queue(queue.name)
        self.fields["presets"] = RowsField(presets, required=False)
        for name, label in self.labels.items():
            self.fields[REMARK + name] = LineField(
                label=label, max_length=REMARK_LENGTH, required=False
            )

    @property
    def denial(self) -> dict[str, Any]:
        """The reason and the remarks, presets included, as the verbs take them."""
        reason = self.cleaned_data["reason"]
        remarks = {name: self.cleaned_data[REMARK + name] for name in self.labels}
        for preset in self.cleaned_data["presets"]:
            if preset.field in remarks:
                remarks[preset.field] = joined(remarks[preset.field], preset.text, "")
            else:
                reason = joined(reason, preset.text, "\n")
        return {"reason": reason, "remarks": {name: text for name, text in remarks.items() if text}}

    def merged(self) -> "DenialForm":
        """Return the form as it stands once the presets have become text; for valid ones."""
        data = {"reason": self.denial["reason"]}
        data |= {REMARK + name: text for name, text in self.denial["remarks"].items()}
        return DenialForm(data, queue=self.queue)

    @property
    def remark_fields(self) -> list[forms.BoundField]:
        """The inputs of the remarks."""
        return [self[REMARK + name] for name in self.labels]

    @property
    def has_remarks(self) -> bool:
        """Whether a remark was typed, so that the inputs must be in sight."""
        return any(field.value() or field.errors for field in self.remark_fields)

    @property
    def offered(self) -> list[ReasonPreset]:
        """The presets to choose from."""
        return list(ReasonPreset.objects.of_queue(self.queue.name))

    @property
    def chosen(self) -> list[str]:
        """The presets that were chosen and are not yet text."""
        return [str(pk) for pk in self["presets"].value() or []]


def joined(text: str, more: str, between: str) -> str:
    """Return both, one after the other; the same only once."""
    return text if more in text else between.join(part for part in (text, more) if part)
