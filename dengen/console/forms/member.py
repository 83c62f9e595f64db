"""What the operator's staff type about a member."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.membership.account.suspension import SUBJECT_LENGTH, TEXT_LENGTH
from dengen.review.denial_reason import REASON_LENGTH
from dengen.ui.fields import LineField, TextField


class SuspensionForm(forms.Form):
    """A suspension carries a reason."""

    reason = TextField(
        label=_("利用停止の理由"),
        max_length=REASON_LENGTH,
        help_text=_("入力した理由は、そのまま会員にメールで送られます。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("利用停止の理由を入力してください。")},
    )


class TakingAwayForm(forms.Form):
    """Why something is taken away from its owner."""

    reason = TextField(
        label=_("削除の理由"),
        max_length=REASON_LENGTH,
        help_text=_("入力した理由は、そのまま本人にメールで送られます。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("削除の理由を入力してください。")},
    )


class LetterForm(forms.Form):
    """A mail to a member in the operator's name."""

    subject = LineField(label=_("件名"), max_length=SUBJECT_LENGTH)
    text = TextField(
        label=_("本文"),
        max_length=TEXT_LENGTH,
        help_text=_("宛名と署名は自動で付きます。"),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("本文を入力してください。")},
    )
