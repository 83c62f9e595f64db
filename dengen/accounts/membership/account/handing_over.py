"""Handing over to a successor (manual §5.2): asked for, called off, carried out."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.membership.account.retirement import Leaving
from dengen.accounts.membership.handover_outcome import Outcome
from dengen.accounts.membership.strangers import count_mail_to_stranger
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.applications.application.confirmation import Confirmable
    from dengen.accounts.membership.account.account import Account
    from dengen.accounts.membership.handover import Handover


class HandingOver(Leaving):
    """Mixin of Account."""

    class Meta:
        abstract = True

    @property
    def open_handover(self):
        """The handover under way, or None."""
        handover = self.handovers.open().first()
        return None if handover is None or handover.has_lapsed else handover

    @transaction.atomic
    def request_handover(self, *, email: str):
        """Invite a successor by mail; return the handover. The same again is no second one.

        Raise `ValidationError` on `email`, `StepNotAllowed` if another handover or a request to
        end the ID is under way, `PermissionDenied` if this is no active member.
        """
        lock(self)
        if not self.is_member or not self.is_active:
            raise PermissionDenied
        if email.lower() in {address.lower() for address in self.addresses}:
            raise ValidationError(
                {"email": _("ご自身のアドレスではなく、後任の方のアドレスを入力してください。")}
            )
        if self.waiting_retirement:
            raise StepNotAllowed(
                _(
                    "ID削除を申請しています。担当者を交代するには、先にその申請を取り消してください。"
                )
            )
        if under_way := self.open_handover:
            if under_way.email == email:
                if under_way.is_link_void:
                    self._invite(under_way)
                return under_way
            raise StepNotAllowed(
                _("担当者の交代の手続き中です。別の方に交代するには、先に取り消してください。")
            )
        self._end_handover(Outcome.LAPSED)
        handover = self.handovers.model(account_id=self.pk, email=email)
        handover.clean_fields(exclude={"ended_at"})
        handover.save()
        self._invite(handover)
        return handover

    def _invite(self, handover: "Handover") -> None:
        count_mail_to_stranger(cast("Account", self))
        handover.invite(by=cast("Account", self))

    @transaction.atomic
    def cancel_handover(self) -> None:
        """Call the handover off; nothing happens if none is under way."""
        lock(self)
        self._end_handover(Outcome.CANCELLED)

    @transaction.atomic
    def hand_over(
        self, handover: "Handover", application: "Confirmable", *, by: "Account"
    ) -> "Account":
        """End this ID and make the applicant the business's member; return the new account.

        At every moment the database holds one active ID of the business: this one ends first. Who
        hears of `account.handed_over` moves what the new account keeps. If this account has retired
        meanwhile, the applicant becomes an ordinary member. Raise `StepNotAllowed` if the handover
        was called off, `IntegrityError` if somebody has the mail address by now.
        """
        lock(self)
        handover.refresh_from_db()
        if self.retired_at:
            return type(self).objects.create_member(application)
        if handover.ended_at:
            raise StepNotAllowed(f"{handover.obstacle}{_('承認できません。否認してください。')}")
        self.retired_at = clock.now()
        self.save(update_fields=["retired_at"])
        successor = type(self).objects.create_member(application, self.organization)
        handover.end(Outcome.COMPLETED, by=by)
        record("account.handed_over", self, by=by, successor=successor.pk)
        self.leave(by=by, successor=successor.pk)
        return successor
