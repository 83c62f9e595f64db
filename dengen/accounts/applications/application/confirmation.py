"""The mail addresses of an application: each counts once its reader has confirmed it.

Until then the only mail it gets is the one that asks for this, and the operator can't decide. An
application that nobody confirms in time is deleted, with everything that a stranger has typed.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.applications.application.addresses import Addressed
from dengen.accounts.applications.application.status import Status
from dengen.accounts.keys import APPLICATION_ADDRESS, OneTimeKey
from dengen.accounts.limits import Limit
from dengen.accounts.membership.account.contact import MAIL_FIELDS
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record

# For each press of 登録する, whether or not something came of it: the answer tells nothing.
ASKED_AGAIN = Limit(
    "application.again", count="REPEATED_APPLICATION_MAILS", hours="APPLICATION_LIMIT_HOURS"
)


class Confirmable(Addressed):
    """Mixin of Application: an address is confirmed or disowned, or its time runs out."""

    class Meta:
        abstract = True

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
        """End it as if its time had run out: the reader of the first address has not applied.

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

        Do nothing if that submission made no application. Raise `LimitReached` when it was asked
        for too often.
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
        """Return whether the key can still confirm its address."""
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


def _too_late() -> str:
    return _("このリンクは無効になっています。")


def not_confirmed() -> str:
    """Return why an application with an unconfirmed address can't be approved, for the screen."""
    return _(
        "メールアドレスが未確認のため、承認できません。申込者が受付完了メールのリンクから確認すると、"
        "承認できるようになります。メールが届いていない場合は、同じメールアドレスでもう一度お申し込み"
        "いただくと、新しいリンクをお送りします。"
    )
