"""The operator's decision on an application (manual §2.1): approved or denied, and by whom."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.applications.application.confirmation import Confirmable, not_confirmed
from dengen.accounts.applications.application.likely_duplicates import likenesses
from dengen.accounts.applications.application.status import ALLOWED, Status
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.handover import Handover
from dengen.accounts.membership.handover_outcome import Outcome
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.review.reviewed import reopened_last

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application


class Decided(Confirmable):
    """Mixin of Application."""

    allowed = ALLOWED
    waiting_status, denied_status = Status.WAITING, Status.DENIED

    class Meta:
        abstract = True

    @transaction.atomic
    def approve(self, *, by: Account, revision: int) -> bool:
        """Make the applicant a member; return False, and do nothing, if `by` has already done so.

        With a handover the predecessor's ID ends in the same moment. A second address that wasn't
        confirmed is asked for once more, of the new member.

        Raise `Overtaken` if it is not as in `revision` any more, `StepNotAllowed` if the business
        or the mail address has a member by now, if the address is still to be confirmed, or if the
        handover was called off.
        """
        if not self.may_step(Status.APPROVED, by=by, revision=revision):
            return False
        if self.awaits_confirmation:
            raise StepNotAllowed(not_confirmed())
        shown = self._shown()
        try:
            with transaction.atomic():
                account = self._make_member(by)
        except IntegrityError as error:
            raise StepNotAllowed(
                _("同じ事業者または同じメールアドレスの会員がすでにいるため、承認できません。")
            ) from error
        self._decide(Status.APPROVED, by)
        revision = self.revision
        record("application.approved", self, by=by, account=account.pk, revision=revision, **shown)
        if self.has("email2") and not self.is_confirmed("email2"):
            account.ask_for("email2", self.email2, by=None)
        return True

    @transaction.atomic
    def deny(
        self,
        *,
        by: Account,
        revision: int,
        reason: str = "",
        remarks: Mapping[str, str] | None = None,
    ) -> bool:
        """Refuse the application with a reason; the login ID becomes free again.

        Raise `ValidationError` without a reason or a remark, and what `approve` raises.
        """
        denial = self.clean_denial(reason, remarks)
        if not self.may_step(Status.DENIED, by=by, revision=revision):
            self.check_same_reason(denial.text, self.reason)
            return False
        shown = self._shown()
        if self.handover:
            _end_handover(self.handover, by)
        claimed, self.login = self.login, None
        self.reason, self.remarks = denial.text, denial.remarks
        self._decide(Status.DENIED, by)
        if claimed:
            claimed.delete()
        told = {"reason": denial.text}
        record("application.denied", self, by=by, private=told, revision=self.revision, **shown)
        return True

    @property
    def is_approvable(self) -> bool:
        """Whether it can be approved as it stands."""
        return self.status in ALLOWED[Status.APPROVED] and not self.awaits_confirmation

    def was_decided_by(self, account: Account, status: str) -> bool:
        """Return whether this very person took that decision."""
        if status == Status.WAITING:
            return reopened_last(self, account)
        return self.status == status and self.decided_by_id == account.pk

    def _shown(self) -> dict[str, Any]:
        """Return for the trail the likenesses that the reviewer was shown, if any."""
        found = likenesses(cast("Application", self)) if self.is_approvable else []
        return {"likeness": found} if found else {}

    def _make_member(self, by: Account) -> Account:
        if self.handover is None:
            return Account.objects.create_member(self)
        return self.handover.account.hand_over(self.handover, self, by=by)

    def _decide(self, status: Status, by: Account) -> None:
        self.status = status
        self.password = ""  # the account has it now, or nobody needs it
        self.decided_by = by
        self.decided_at = clock.now()
        self.revision += 1
        self.save()


def _end_handover(handover: Handover, by: Account) -> None:
    """End it, so that the predecessor stays as before."""
    lock(handover.account)
    handover.refresh_from_db()
    if handover.ended_at is None:
        handover.end(Outcome.DENIED, by=by)
