"""Another password: the old one, and the new one twice."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.applications.forms.credentials import different_passwords, password_field
from dengen.accounts.authentication.refusals import Frozen, WrongPassword
from dengen.accounts.authentication.signing_in import confirm_password
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.passwords.rules import check_password_rules


class AccountForm(forms.Form):
    """Something that `account` sends."""

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        self.account = account
        super().__init__(*args, **options)


class NewPasswordForm(AccountForm):
    """A new password, twice, for `account`."""

    password = password_field(
        gettext_lazy("新しいパスワード"),
        gettext_lazy("半角で8文字以上。英字と数字の両方を入れてください。記号も使えます。"),
    )
    password_again = password_field(gettext_lazy("新しいパスワード（確認）"))

    def clean_password(self) -> str:
        """Return a password that keeps every rule."""
        check_password_rules(self.cleaned_data["password"], self.account)
        return self.cleaned_data["password"]

    def clean(self) -> dict[str, Any]:
        """Check that both passwords are the same."""
        super().clean()
        values = self.cleaned_data
        if "password" in values and values.get("password_again") != values["password"]:
            self.add_error("password_again", different_passwords())
        return values


class StillThePersonForm(AccountForm):
    """The password of `account`, which shows that it is still the same person."""

    old_password = password_field(gettext_lazy("現在のパスワード"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["old_password"].widget.attrs["autocomplete"] = "current-password"

    def try_old_password(self) -> None:
        """Try the old password; do it last, for a wrong one counts as one at the login."""
        try:
            confirm_password(self.account, self.cleaned_data["old_password"])
        except WrongPassword:
            self.add_error("old_password", _("現在のパスワードが正しくありません。"))
        except Frozen:
            self.add_error(None, _("このアカウントは現在使用できません。"))


class GraveForm(StillThePersonForm):
    """What gives the ID away or ends it: the password is always asked for."""

    def clean(self) -> dict[str, Any]:
        """Try the password when all else is right."""
        values = super().clean() or self.cleaned_data
        if not self.errors:
            self.try_old_password()
        return values


# Django takes the fields of the last base first.
class PasswordForm(GraveForm, NewPasswordForm):
    """`password` is the new one."""

    field_order = ("old_password", "password", "password_again")
