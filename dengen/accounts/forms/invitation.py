"""Accepting an invitation: a password, twice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.forms.credentials import (
    check_password_rules,
    different_passwords,
    password_field,
)
from dengen.accounts.models import Account


class NewPasswordForm(forms.Form):
    """A password that keeps every rule."""

    password = password_field(
        _("パスワード"),
        _("半角で8文字以上。英字と数字の両方を入れてください。記号も使えます。"),
    )
    password_again = password_field(_("パスワード（確認）"))

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account

    def clean_password(self) -> str:
        """The password, if it keeps every rule."""
        return check_password_rules(self.cleaned_data["password"], self.account)

    def clean_password_again(self) -> str:
        """The same once more."""
        again = self.cleaned_data["password_again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise different_passwords()
        return again
