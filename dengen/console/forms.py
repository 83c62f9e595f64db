"""What the reviewer types for a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.models.reviewed import REASON_MISSING


class DenialForm(forms.Form):
    """A denial carries a reason; its length is the verb's to check."""

    reason = forms.CharField(
        label=_("否認理由"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": REASON_MISSING},
    )
