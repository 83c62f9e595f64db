"""What the operator does with mails by hand: try again, send anew, send one as a test."""

from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan import clock

TEXT = ("kind", "sender", "recipients", "reader", "subject", "body")


class Resendable:
    """Mixin of Message. `by` is an account of the operator's staff who decides."""

    @property
    def is_resendable(self) -> bool:
        """Whether it was sent and its text is still there."""
        return self.state == self.State.SENT and bool(self.body) and not self.is_confidential

    @transaction.atomic
    def retry(self, *, by: Any) -> None:
        """Sends a waiting or given-up mail at the worker's next look; nothing if it was sent.

        Raises `PermissionDenied`.
        """
        _check(by)
        lock(self)
        if self.state == self.State.SENT:
            return
        self.state = self.State.WAITING
        self.tries, self.next_try_at, self.tried_since = 0, clock.now(), clock.now()
        self.save()
        record("mail.retried", self, by=by)

    @transaction.atomic
    def resend(self, *, by: Any) -> Self:
        """Sends the text once more as a mail of its own, which is returned.

        While that one waits, there is no second. Raises `PermissionDenied`, or `StepNotAllowed` for
        what was not sent yet or is confidential.
        """
        _check(by)
        lock(self)
        if not self.is_resendable:
            raise StepNotAllowed(_("このメールは再送できません。"))
        same = {name: getattr(self, name) for name in TEXT}
        if waiting := type(self).objects.waiting().filter(**same).first():
            return waiting
        copy = type(self).objects.create(**same)
        record("mail.repeated", self, by=by, copy=copy.pk)
        return copy


def _check(by: Any) -> None:
    if not by.may_decide:
        raise PermissionDenied
