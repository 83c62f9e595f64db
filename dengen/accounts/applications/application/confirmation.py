"""The mail addresses of an application: each counts once it was confirmed from there.

Until then it is written to for that alone, and the operator decides on nothing. What nobody
confirms in time goes, and with it everything that a stranger has typed.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.applications.application.fields import ApplicationFields
from dengen.accounts.applications.application.status import Status
from dengen.accounts.keys import APPLICATION_ADDRESS, OneTimeKey
from dengen.accounts.limits import Limit
from dengen.accounts.membership.account.contact import MAIL_FIELDS
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.review.reviewed import Model_co

if TYPE_CHECKING:
    from dengen.mail.secret import Secret

# For each press of 登録する, whether or not something came of it: the answer tells nothing.
ASKED_AGAIN = Limit(
    "application.again", count="REPEATED_APPLICATION_MAILS", hours="APPLICATION_LIMIT_HOURS"
)


class ConfirmableQuerySet(models.QuerySet[Model_co]):
    """Scopes by whether the address of a waiting application was confirmed."""

    def reviewable(self) -> Self:
        """Return those that wait for the operator's decision, oldest first."""
        waiting = self.filter(status=Status.WAITING).order_by("submitted_at", "pk")
        return waiting.filter(email_confirmed_at__isnull=False) if _is_required() else waiting

    def unconfirmed(self) -> Self:
        """Return those that wait for their applicant, oldest first; none if none is awaited."""
        waiting = self.filter(status=Status.WAITING, email_confirmed_at=None)
        return waiting.order_by("submitted_at", "pk") if _is_required() else self.none()

    def out_of_time(self) -> Self:
        """Return those whose applicant didn't confirm the address in time."""
        return self.unconfirmed().filter(submitted_at__lte=clock.now() - _time())

    def of_key(self, key: OneTimeKey | None) -> Model_co | None:
        """Return the one whose address the key confirms, or None; it may have ended since."""
        if key is None or key.kind != APPLICATION_ADDRESS.name:
            return None
        return self.filter(pk=key.slot.partition(":")[0]).first()


class Confirmable(ApplicationFields):
    """Mixin of Application. `email_confirmed_at` and `email2_confirmed_at` say since when."""

    class Meta:
        abstract = True

    @property
    def addresses(self) -> list[str]:
        """Where the applicant may be written to: what was confirmed."""
        is_known: dict[str, Any] = {"email": self.email_confirmed_at or not _is_required()}
        is_known["email2"] = self.email2_confirmed_at
        return [getattr(self, name) for name in MAIL_FIELDS if is_known[name] and self.has(name)]

    def has(self, field: str) -> bool:
        """Return whether that address was given."""
        return bool(getattr(self, field))

    def is_confirmed(self, field: str) -> bool:
        """Return whether that address was confirmed from there."""
        return getattr(self, f"{field}_confirmed_at") is not None

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it waits for its applicant, and not yet for the operator."""
        is_waiting = self.status == Status.WAITING and self.email_confirmed_at is None
        return is_waiting and _is_required()

    @property
    def confirm_by(self) -> datetime:
        """Until when the applicant can confirm the address."""
        return self.submitted_at + _time()

    def new_keys(self, *fields: str) -> dict[str, "Secret"]:
        """Return new keys, by field, for mails to the addresses that were given and not confirmed.

        All of them if no field is named.
        """
        return {
            name: APPLICATION_ADDRESS.issue(None, slot=f"{self.pk}:{name}")
            for name in fields or MAIL_FIELDS
            if self.has(name) and not self.is_confirmed(name)
        }

    def another_key(self) -> dict[str, "Secret"]:
        """Return another key, by field, if the first address waits; for verbs, which mail it."""
        lock(self)
        return self.new_keys("email") if self.awaits_confirmation else {}

    @transaction.atomic
    def confirm(self, *, key: OneTimeKey) -> None:
        """Confirm the address from which the key came back: it counts from now on.

        With the first address the application goes to the operator: `submitted_at` is now. Nothing
        happens if it was confirmed before; raise `StepNotAllowed` if it is too late.
        """
        field = self._field_of(key)
        lock(self)
        if self.is_confirmed(field):
            return
        self._use(key)
        is_first_step = field == "email" and self.awaits_confirmation
        now = clock.now()
        setattr(self, f"{field}_confirmed_at", now)
        self.submitted_at = now if is_first_step else self.submitted_at
        self.save(update_fields=[f"{field}_confirmed_at", "submitted_at"])
        record("application.confirmed", self, by=None, field=field)

    @transaction.atomic
    def disown(self, *, key: OneTimeKey) -> None:
        """End it as if out of time: the reader of the first address has not applied.

        Raise `StepNotAllowed` if the address was confirmed, or it is too late.
        """
        is_first = self._field_of(key) == "email"
        lock(self)
        if not is_first or not self.awaits_confirmation:
            raise StepNotAllowed(_too_late())
        self._use(key)
        record("application.disowned", self, by=None)
        self._vanish()

    @transaction.atomic
    def lapse(self) -> None:
        """End it if nobody has confirmed the address in time; do nothing if somebody has.

        Raise `Overtaken` if it has ended already.
        """
        lock(self)
        if not type(self).objects.out_of_time().filter(pk=self.pk).exists():
            return
        record("application.lapsed", self, by=None)
        self._vanish()

    @classmethod
    def send_link_again(cls, submission_key: str) -> bool:
        """Mail the link once more; return whether there was something to confirm.

        Nothing happens if nothing was made of that submission. Raise `LimitReached` when it was
        asked for too often.
        """
        ASKED_AGAIN.take(submission_key)
        found = cls.objects.unconfirmed().filter(submission_key=submission_key).first()
        return found is not None and found._send_again()

    @transaction.atomic
    def _send_again(self) -> bool:
        keys = self.another_key()
        if keys:
            record("confirmation.requested", self, by=None, handed={"keys": keys})
        return bool(keys)

    def _field_of(self, key: OneTimeKey) -> str:
        number, _colon, field = key.slot.partition(":")
        is_theirs = (key.kind, number) == (APPLICATION_ADDRESS.name, str(self.pk))
        if not is_theirs or field not in MAIL_FIELDS:
            raise StepNotAllowed(_too_late())
        return field

    def can_confirm(self, key: OneTimeKey) -> bool:
        """Return whether the key is still good for that."""
        is_over = self.awaits_confirmation and self.confirm_by <= clock.now()
        return self.status == Status.WAITING and not is_over and key.is_open

    def _use(self, key: OneTimeKey) -> None:
        if not self.can_confirm(key) or not key.use():
            raise StepNotAllowed(_too_late())

    def _vanish(self) -> None:
        """Delete the application and free its login ID; other rooms have heard of it before."""
        claimed, pk = self.login, self.pk
        self.delete()
        if claimed:
            claimed.delete()
        self.pk = pk  # for whoever asks which one it was


def _is_required() -> bool:
    return settings.CONFIRMATION_REQUIRED


def _time() -> timedelta:
    return timedelta(days=settings.CONFIRMATION_DAYS)


def _too_late() -> str:
    return _("このリンクは無効になっています。")


def not_confirmed() -> str:
    """Return what to tell who would approve an application with an unconfirmed address."""
    return _(
        "メールアドレスが未確認のため、承認できません。申込者が受付完了メールのリンクから確認すると、"
        "承認できるようになります。メールが届いていない場合は、同じメールアドレスでもう一度お申し込み"
        "いただくと、新しいリンクをお送りします。"
    )
