"""A step that needs two operators (DENGEN_SECOND_OPERATOR): one proposes, another takes it."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.review.inviters import Relation, relation
from dengen.review.proposal_ending import Ending
from dengen.review.seconded import Step

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account

PROPOSAL_IS_OVER = gettext_lazy(
    "この提案は、すでに処理されたか、対象の状態が変わったため無効になりました。"
)


class AbstractProposal(models.Model):
    """One proposal. A subclass names what it is about, and how the step is taken."""

    step = models.CharField(max_length=10, choices=Step)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def subject(self) -> models.Model:
        """What would be taken away."""
        raise NotImplementedError

    @property
    def is_as_proposed(self) -> bool:
        """Whether the subject is still as the proposer read it; asked while it is locked."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a second operator."""
        return not self.ended_at and self.is_as_proposed

    @property
    def reason_told(self) -> str:
        """The reason as the owner would read it."""
        return self.reason

    def lock_subject(self) -> None:
        """Lock what it is about, until the transaction ends."""
        lock(self.subject)

    def about(self) -> dict[str, Any]:
        """Return the particular that names the subject."""
        raise NotImplementedError

    def take_step(self, *, by: "Account") -> None:
        """Take the step in the name of the colleague who seconds it."""
        raise NotImplementedError

    def check_seconder(self, *, by: "Account") -> None:
        """Raise `StepNotAllowed` if `by` can't second it, who decides and has not proposed it."""

    @transaction.atomic
    def second(self, *, by: "Account") -> None:
        """Second it as another operator, and take the step; do nothing if `by` did already.

        Where one of the two was invited by the other, the event says so. Raise `Overtaken` if it
        isn't open any more, `StepNotAllowed` to the proposer.
        """
        if not self._may_end(Ending.SECONDED, by):
            return
        if by.pk == self.proposed_by_id:
            raise StepNotAllowed(_("ご自身の提案は、他の職員が実行します。"))
        self.check_seconder(by=by)
        self.take_step(by=by)
        self._end(Ending.SECONDED, by)
        told: dict[str, Any] = self.about()
        if (found := relation(proposer=self.proposed_by, seconder=by)) != Relation.NONE:
            told |= {"relation": found}
        record("proposal.seconded", self, by=by, step=self.step, **told)

    @transaction.atomic
    def reject(self, *, by: "Account") -> None:
        """Reject it as another operator, so that nothing is done; else do what `second` does."""
        if not self._may_end(Ending.REJECTED, by):
            return
        if by.pk == self.proposed_by_id:
            raise StepNotAllowed(_("ご自身の提案は、取り下げることができます。"))
        self.check_seconder(by=by)
        self._end(Ending.REJECTED, by)
        record("proposal.rejected", self, by=by, step=self.step, **self.about())

    @transaction.atomic
    def withdraw(self, *, by: "Account") -> None:
        """Withdraw one's own proposal. Raise `PermissionDenied` to others, `Overtaken`."""
        if by.pk != self.proposed_by_id:
            raise PermissionDenied
        if not self._may_end(Ending.CANCELLED, by):
            return
        self._end(Ending.CANCELLED, by)
        record("proposal.cancelled", self, by=by, step=self.step, **self.about())

    def _may_end(self, ending: Ending, by: "Account") -> bool:
        """Lock subject and proposal, in this order; return False if `by` has ended it already."""
        if not by.may_decide:
            raise PermissionDenied
        self.lock_subject()
        lock(self)
        if self.ending == ending and self.ended_by_id == by.pk:
            return False
        if not self.is_open:
            raise Overtaken(PROPOSAL_IS_OVER)
        return True

    def _end(self, ending: Ending, by: "Account") -> None:
        self.ending, self.ended_by, self.ended_at = ending, by, clock.now()
        self.save()
