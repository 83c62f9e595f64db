"""Agreeing to new terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.terms.terms import Terms
from dengen.ui.fields import OUTDATED_PAGE


class NewTermsForm(forms.Form):
    """The version that was shown, and one check; named so as to stand beside another form."""

    prefix = "consent"
    terms = forms.ModelChoiceField(
        Terms.objects.all(), widget=forms.HiddenInput, error_messages=OUTDATED_PAGE
    )
    agreed = forms.BooleanField(
        label=_("新しい利用規約を読み、同意します"),
        error_messages={
            "required": _("利用規約をお読みのうえ、同意する場合はチェックを入れてください。")
        },
    )
