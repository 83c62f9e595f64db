"""The second factor of the operator's staff: what they have, beside the password they know."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dengen.accounts.membership.account.standing import HasStanding
from dengen.accounts.membership.second_factor import relying_party
from dengen.accounts.membership.second_factor.authenticator_app import (
    AuthenticatorApp,
    matching_step,
)
from dengen.accounts.membership.second_factor.recovery_code import RecoveryCode, digest, new_codes
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.sealing import seal


class SecondFactor(HasStanding):
    """Mixin of Account: what the person does with it. Asking for it stands in second_step.py."""

    class Meta:
        abstract = True

    @property
    def app(self) -> AuthenticatorApp | None:
        """The authenticator app, if there is one."""
        return getattr(self, "authenticator_app", None)

    @property
    def has_second_factor(self) -> bool:
        """Whether the login has a second step."""
        return self.is_operator and (self.app is not None or self.passkeys.exists())

    @property
    def needs_second_factor(self) -> bool:
        """Whether nothing but setting one up is allowed without one."""
        is_required = settings.SECOND_FACTOR == "required"
        return self.is_operator and (is_required or self.has_second_factor)

    @transaction.atomic
    def add_authenticator_app(self, *, secret: str, code: str) -> list[str]:
        """Register the app, which shows the right codes: they are asked for from now on.

        Return the recovery codes if this is the first second factor, else none. Raise
        `ValidationError` if the code is wrong, `StepNotAllowed` if there is an app already.
        """
        self.lock_staff()
        if self.app:
            raise StepNotAllowed(_("認証アプリはすでに登録されています。"))
        step = matching_step(secret, code)
        if step is None:
            raise ValidationError(wrong_code())
        AuthenticatorApp.objects.create(
            account_id=self.pk, sealed_secret=seal(secret), last_step=step
        )
        self.refresh_from_db()
        record("second_factor.added", self, by=self, kind="app")
        return self._first_recovery_codes()

    @transaction.atomic
    def add_passkey(self, *, name: str, answer: dict[str, Any], challenge: bytes) -> list[str]:
        """Add the passkey that the browser made for the challenge: now it is asked for.

        Return what `add_authenticator_app` returns. Raise `relying_party.BadAnswer`.
        """
        self.lock_staff()
        credential, count = relying_party.created(self, answer, challenge)
        identity = credential.credential_id.hex()
        if self.passkeys.model.objects.filter(credential_id=identity).exists():
            raise relying_party.BadAnswer
        self.passkeys.create(
            name=name or _("パスキー"),
            credential_id=identity,
            credential=bytes(credential),
            count=count,
        )
        record("second_factor.added", self, by=self, kind="passkey")
        return self._first_recovery_codes()

    @transaction.atomic
    def remove_authenticator_app(self) -> None:
        """Remove the app, whose codes aren't taken any more; do nothing if there is none.

        Raise `StepNotAllowed` if it is the last second factor and one is required.
        """
        self.lock_staff()
        if AuthenticatorApp.objects.filter(account_id=self.pk).delete()[0]:
            self._note_removal("app")

    @transaction.atomic
    def remove_passkey(self, pk: int) -> None:
        """Do what `remove_authenticator_app` does, for a passkey."""
        self.lock_staff()
        if self.passkeys.filter(pk=pk).delete()[0]:
            self._note_removal("passkey")

    @transaction.atomic
    def renew_recovery_codes(self) -> list[str]:
        """Return ten new codes, to be shown once; the old ones are void.

        Raise `StepNotAllowed` without a second factor that they could stand in for.
        """
        self.lock_staff()
        if not self.has_second_factor:
            raise StepNotAllowed(_("先に、認証アプリかパスキーを登録してください。"))
        codes = self._make_recovery_codes()
        record("recovery_codes.renewed", self, by=self)
        return codes

    def forget_second_factor(self) -> None:
        """Erase all that belongs to it; for verbs that hold the row's lock."""
        AuthenticatorApp.objects.filter(account_id=self.pk).delete()
        self.passkeys.all().delete()
        self.recovery_codes.all().delete()

    def lock_staff(self) -> None:
        """Hold the row; raise `PermissionDenied` unless it is one of the staff, still there."""
        lock(self)
        if not self.is_operator or self.retired_at:
            raise PermissionDenied

    def _note_removal(self, kind: str) -> None:
        self.refresh_from_db()
        if not self.has_second_factor:
            if self.needs_second_factor:
                raise StepNotAllowed(
                    _("最後の1つは削除できません。先に、別の方法を登録してください。")
                )
            self.recovery_codes.all().delete()
        record("second_factor.removed", self, by=self, kind=kind)

    def _first_recovery_codes(self) -> list[str]:
        return [] if self.recovery_codes.exists() else self._make_recovery_codes()

    def _make_recovery_codes(self) -> list[str]:
        self.recovery_codes.all().delete()
        codes = new_codes()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(account_id=self.pk, digest=digest(self.pk, code)) for code in codes
        )
        return codes


def wrong_code() -> str:
    """Return what to tell someone whose code is wrong."""
    return _(
        "コードが正しくありません。アプリに表示されている最新の6桁の数字を入力してください。"
        "合わない場合は、スマートフォンの時刻が正しいかご確認ください。"
    )
