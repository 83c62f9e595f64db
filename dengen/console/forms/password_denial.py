"""What the operator's staff type when a forgotten password can't be reset."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.review.denial_reason import REASON_LENGTH
from dengen.ui.fields import TextField


class PasswordDenialForm(forms.Form):
    """Why a forgotten password can't be reset."""

    reason = TextField(
        label=_("対応できない理由"),
        max_length=REASON_LENGTH,
        help_text=_("入力した理由は、そのまま会員にメールで送られます。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("対応できない理由を入力してください。")},
    )
