"""Asking for another password: what the manual wants to be told (§5.1)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.ui.fields import LineField
from dengen.ui.japanese_fields import MailField


class PasswordRequestForm(forms.Form):
    """Business and ID; the mail address helps the operator to be sure."""

    organization_name = LineField(
        label=_("事業者名"),
        max_length=100,
        help_text=_("登録した勤務先会社名を入力してください。"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    login_id = LineField(
        label=_("会員ID"),
        max_length=100,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    email = MailField(
        label=_("登録したメールアドレス（任意）"),
        required=False,
        help_text=_("入力していただくと、ご本人の確認が早くなります。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
