"""会員ID・パスワード, the first part of the registration (manual §2.1)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.login_id import LOGIN_ID_SHAPE, canonical, shape_error
from dengen.accounts.membership.passwords.rules import check_password_rules
from dengen.japan.width import to_half_width
from dengen.ui.fields import LineField


def password_field(label: Any, hint: Any = "") -> forms.CharField:
    """Return a field that takes a password as it is: no stripping, no conversion."""
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("パスワードを入力してください。")},
    )


def different_passwords() -> ValidationError:
    """Return what to tell someone who typed two passwords."""
    return ValidationError(_("2つのパスワードが異なります。同じものを入力してください。"))


class CredentialsForm(forms.Form):
    """An ID of the right shape, and a password that keeps every rule, twice."""

    login_name = LineField(
        label=gettext_lazy("会員ID"),
        convert=to_half_width,
        help_text=gettext_lazy(
            "半角の英字と数字で8文字以上32文字以内です（全角は半角に変換します）。大文字と小文字は区別しません。"
            "登録後の変更はできません。過去に削除されたIDは使えません。"
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = password_field(
        gettext_lazy("パスワード"),
        gettext_lazy("半角で8文字以上。英字と数字の両方を入れてください。記号も使えます。"),
    )
    password_again = password_field(gettext_lazy("パスワード（確認）"))

    def clean_login_name(self) -> str:
        """Return the ID in half width, if it has the right shape."""
        typed = self.cleaned_data["login_name"]
        if not LOGIN_ID_SHAPE.fullmatch(typed):
            raise ValidationError(shape_error())
        return typed

    def clean_password(self) -> str:
        """Return a password that keeps every rule."""
        account = Account(login_id=self._canonical_id())
        check_password_rules(self.cleaned_data["password"], account)
        return self.cleaned_data["password"]

    def clean_password_again(self) -> str:
        """Return the same password once more."""
        again = self.cleaned_data["password_again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise different_passwords()
        return again

    def _canonical_id(self) -> str:
        return canonical(self.cleaned_data.get("login_name", ""))
