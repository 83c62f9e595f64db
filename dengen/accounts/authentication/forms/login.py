"""The login form: nothing is checked here but that something was typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.ui.fields import LineField


class LoginForm(forms.Form):
    """ID and password."""

    can_send_again = False  # the link to confirm the address of an application that waits

    login_id = LineField(
        label=_("会員ID"),
        error_messages={"required": _("会員IDを入力してください。")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("パスワード"),
        strip=False,
        error_messages={"required": _("パスワードを入力してください。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
