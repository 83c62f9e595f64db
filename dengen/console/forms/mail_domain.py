"""What administrators type about a mail domain."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.membership.mail_domain import Treatment
from dengen.ui.fields import LineField


class MailDomainForm(forms.Form):
    """A domain and what becomes of its addresses."""

    domain = LineField(label=_("ドメイン"), help_text=_("例：example.co.jp"), max_length=253)
    treatment = forms.ChoiceField(label=_("扱い"), choices=Treatment.choices)
