"""担当者の交代: whom to invite, and the part of the registration that names the invitation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dengen.accounts.forms.forgetting import ForgettingForm
from dengen.accounts.models import Handover
from dengen.accounts.models.validators import refuse_free_mail
from dengen.ui.fields import MailField


class HandoverForm(forms.Form):
    """The successor's mail address."""

    email = MailField(
        validators=[refuse_free_mail],
        label=_("後任の方のメールアドレス"),
        help_text=_("このアドレスへ、申込みのためのリンクをお送りします。"),
    )


class SuccessionForm(ForgettingForm):
    """Part of the registration: a successor's business is the predecessor's."""

    handover = forms.ModelChoiceField(
        Handover.objects.select_related("account__organization"),
        to_field_name="key",
        required=False,
        label=_("担当者の交代"),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("担当者の交代のリンクが正しくありません。")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.succession = Handover.objects.by_key(self["handover"].value())
        if self.succession is None:
            return
        business = self.succession.account
        for name in ("organization_name", "corporate_number"):
            self.fields[name].disabled = True
            self.initial[name] = getattr(business, name)

    def clean_handover(self) -> Handover | None:
        """The handover, if somebody can still apply by it."""
        handover = self.cleaned_data["handover"]
        if handover and handover.obstacle:
            raise ValidationError(handover.obstacle)
        return handover
