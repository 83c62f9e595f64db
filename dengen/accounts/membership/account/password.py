"""Another password (manual §2.3, §5.1), which ends all sessions and voids what was mailed."""

from typing import TYPE_CHECKING, cast

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.keys import PASSWORD_LINK, TEMPORARY_PASSWORD
from dengen.accounts.membership.passwords.rules import check_password_rules
from dengen.accounts.membership.second_factor.second_factor import SecondFactor
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.keys import OneTimeKey
    from dengen.accounts.membership.account.account import Account

PASSWORD_KEYS = (PASSWORD_LINK.name, TEMPORARY_PASSWORD.name)
KEY_IS_VOID = gettext_lazy(
    "このリンクまたは仮パスワードは、使用済みか、期限が切れたか、その後の変更により無効になっています。"
    "もう一度、再設定を依頼してください。"
)


class PasswordHolder(SecondFactor):
    """Mixin of Account."""

    class Meta:
        abstract = True

    def change_password(self, password: str, *, by: "Account") -> None:
        """Set another password, which ends all sessions; the caller may begin its own anew.

        Raise `ValidationError` if the password breaks a rule (manual §2.1) or isn't new,
        `PermissionDenied` if it is somebody else's. To be done once the present one was proven.
        """
        if by.pk != self.pk:
            raise PermissionDenied
        self.take_new_password(self._hash_of_new(password), by=by)

    def reset_password(self, password: str, *, key: "OneTimeKey") -> None:
        """Set another password with a key that was mailed, which is used up (manual §5.1).

        The person has proven to be the owner, and is logged in unless a second factor is due.
        Raise `ValidationError` if the password breaks a rule or isn't new, `StepNotAllowed` if the
        key is void by now or the ID is frozen.
        """
        self._reset_password(self._hash_of_new(password), key)

    def _hash_of_new(self, password: str) -> str:
        """Do what `new_hash()` does, but refuse what opens the account or was mailed to open it."""
        check_password_rules(password, self)
        temporary = TEMPORARY_PASSWORD.find_any(password)
        if temporary and temporary.account_id == self.pk:
            raise ValidationError(
                _(
                    "仮パスワードは、新しいパスワードにできません。別のパスワードを入力してください。"
                )
            )
        if check_password(password, self.password):
            raise ValidationError(
                _("現在のパスワードと同じです。別のパスワードを入力してください。")
            )
        return make_password(password)

    @transaction.atomic
    def _reset_password(self, hashed: str, key: "OneTimeKey") -> None:
        lock(self)
        is_theirs = key.account_id == self.pk and key.kind in PASSWORD_KEYS
        if self.is_frozen or not self.may_stay or not is_theirs or not key.use():
            raise StepNotAllowed(KEY_IS_VOID)
        self.take_new_password(hashed, by=cast("Account", self))
        if not self.has_second_factor:
            self.forget_wrong_passwords()
            record("account.logged_in", self, by=self)

    def forget_wrong_passwords(self) -> None:
        """Begin the count of wrong passwords anew, as a success at the login does."""
        if guard := getattr(self, "guard", None):
            guard.reset()

    @transaction.atomic
    def take_new_password(self, hashed: str, *, by: "Account") -> None:
        """Do what `change_password` does, with what `new_hash()` made before the transaction."""
        lock(self)
        self.password = hashed
        self.save(update_fields=["password"])
        self.sessions.all().delete()
        record("password.changed", self, by=by)
