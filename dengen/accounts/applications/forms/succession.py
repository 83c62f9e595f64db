"""The part of the registration that names the invitation of a member who hands over."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dengen.accounts.membership.handover import Handover
from dengen.ui.forgetting import ForgettingForm

WRONG_LINK = _("担当者の交代のリンクが正しくありません。")
# What the successor needn't type: where the business is, and its phones.
KNOWN_TO_PREDECESSOR = (
    "postal_code",
    "prefecture",
    "street",
    "building",
    "phone",
    "fax",
    "work_address",
    "work_phone",
)


class SuccessionForm(ForgettingForm):
    """Part of the registration: a successor's business is the predecessor's."""

    handover = forms.CharField(
        required=False,
        max_length=100,
        label=_("担当者の交代"),
        widget=forms.HiddenInput,
        error_messages={"max_length": WRONG_LINK},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.succession = Handover.objects.by_key(self["handover"].value())
        if self.succession is None:
            return
        predecessor = self.succession.account
        fixed = {
            "organization_name": predecessor.organization_name,
            "corporate_number": predecessor.corporate_number,
            "email": self.succession.email,  # where the link went, and nobody else's
        }
        for name, value in fixed.items():
            self.fields[name].disabled = True
            self.initial[name] = value
        for name in KNOWN_TO_PREDECESSOR:
            self.initial.setdefault(name, getattr(predecessor, name))

    def clean_handover(self) -> Handover | None:
        """Return the handover, if somebody can still apply by it."""
        if not self.cleaned_data["handover"]:
            return None
        if self.succession is None:
            raise ValidationError(WRONG_LINK)
        if obstacle := self.succession.obstacle:
            raise ValidationError(obstacle)
        return self.succession
