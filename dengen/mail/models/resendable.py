"""What the operator does with mails by hand: try again, send anew, send one as a test."""

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from dengen.events import versions
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.topics import ACCOUNT
from dengen.events.trail import record
from dengen.mail.models.delivery import Delivery
from dengen.mail.models.fields import MessageFields

if TYPE_CHECKING:
    from dengen.mail.models.message import Message

TEXT = ("kind", "sender", "reader", "subject", "about", "body")


class Resendable(MessageFields):
    """Mixin of Message. `by` is an account of the operator's staff who decides.

    `address` is the one address of the mail that is meant, or empty for all.
    """

    class Meta:
        abstract = True

    @property
    def is_resendable(self) -> bool:
        """Whether its text is still there, and may be sent to where it was sent before."""
        return bool(self.body) and not self.is_confidential

    @transaction.atomic
    def retry(self, *, by: Any, address: str = "") -> None:
        """Let the worker try at once what waits or was given up; do nothing if all was sent.

        Raise `PermissionDenied`.
        """
        _check(by)
        lock(self)
        Delivery.objects.begin(type(self).objects.filter(pk=self.pk), 1)
        unsent = [one for one in self._meant(address) if not one.is_sent]
        for delivery in unsent:
            delivery.retry()
        if unsent:
            record("mail.retried", self, by=by)
        self.refresh_from_db()

    @transaction.atomic
    def resend(self, *, by: Any, address: str = "") -> "Message":
        """Send the text once more, as a mail of its own, to where it was sent; return that mail.

        While that one waits, there is no second. Raise `PermissionDenied`, or `StepNotAllowed` for
        what was not sent yet or is confidential.
        """
        _check(by)
        lock(self)
        sent = [one.address for one in self._meant(address) if one.is_sent]
        if not self.is_resendable or not sent:
            raise StepNotAllowed(_("このメールは再送できません。"))
        same = {name: getattr(self, name) for name in TEXT} | {"recipients": sent}
        if waiting := type(self).objects.waiting().filter(**same).first():
            return waiting
        copy = type(self).objects.create(**same)
        if self.reader_id:
            versions.step(ACCOUNT, [self.reader_id])
        record("mail.repeated", self, by=by, copy=copy.pk)
        return copy

    @property
    def shown_deliveries(self) -> list[Delivery]:
        """Its deliveries; if no worker has looked at it yet, those that it will make."""
        return list(self.deliveries.all()) or Delivery.intended(cast("Message", self))

    def _meant(self, address: str) -> list[Delivery]:
        return [one for one in self.shown_deliveries if address in {"", one.address}]


def _check(by: Any) -> None:
    if not by.may_decide:
        raise PermissionDenied
