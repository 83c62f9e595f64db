"""The operator's decision (manual §3.1): approved or denied, and by whom last."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from django.db import transaction

from dengen import clock
from dengen.accounts.models import Account
from dengen.events.trail import record
from dengen.listings.listing.replacement import Replaceable
from dengen.listings.listing.status import ALLOWED, Outcome, Status
from dengen.review.denial_reason import DenialReason
from dengen.review.generic import Model_co
from dengen.review.reviewed import ReviewedQuerySet, reopened_last
from dengen.review.seconded import Step

if TYPE_CHECKING:
    from dengen.listings.listing.decision import Decision
    from dengen.listings.listing.proposal import Proposal


class DecidedQuerySet(ReviewedQuerySet[Model_co]):
    """Scopes by decision."""

    def pending(self) -> Self:
        """Return those that wait for the operator, oldest first."""
        return self.filter(status=Status.PENDING).order_by("submitted_at", "pk")

    def decided(self) -> Self:
        """Return those whose last decision stands: neither waiting nor deleted."""
        return self.filter(status__in=[Status.PUBLISHED, Status.DENIED])


class Decided(Replaceable):
    """Mixin of Listing."""

    allowed = ALLOWED
    waiting_status, denied_status = Status.PENDING, Status.DENIED

    class Meta:
        abstract = True

    @transaction.atomic
    def approve(self, *, by: Account, revision: int) -> bool:
        """Show the listing to all members, in place of the one it replaces.

        Return False, and do nothing, if `by` had already done so. Raise `Overtaken` if it is not
        as in `revision` any more, or `StepNotAllowed`.
        """
        if not self.may_step(Status.PUBLISHED, by=by, revision=revision):
            return False
        self.published_at = clock.now()
        self._decide(Status.PUBLISHED, Outcome.APPROVED, by)
        self.delete_replaced(by=by)
        record("listing.approved", self, by=by, revision=revision)
        return True

    @transaction.atomic
    def deny(
        self,
        *,
        by: Account,
        revision: int,
        reason: str = "",
        remarks: Mapping[str, str] | None = None,
        proposal: "Proposal | None" = None,
    ) -> bool:
        """Refuse the listing, or withdraw an earlier approval, with a reason.

        `proposal` is a colleague's, where that is needed (DENGEN_SECOND_OPERATOR). Raise
        `ValidationError` without a reason or a remark, and what `approve` raises.
        """
        denial = self.clean_denial(reason, remarks)
        if not self.may_step(Status.DENIED, by=by, revision=revision):
            self.check_same_reason(denial.text, self.reason)
            return False
        self.check_second(Step.DENIAL, by=by, proposal=proposal)
        self._decide(Status.DENIED, Outcome.DENIED, by, denial)
        record("listing.denied", self, by=by, revision=revision, private={"reason": denial.text})
        return True

    @property
    def is_approvable(self) -> bool:
        """Whether it can be approved as it stands."""
        return self.status in ALLOWED[Status.PUBLISHED]

    @property
    def latest_decision(self) -> "Decision | None":
        """The decision that counts, or None; asks nothing anew where they were prefetched."""
        return max(self.decisions.all(), key=lambda decision: decision.pk, default=None)

    @property
    def reason(self) -> str:
        """Why it was denied, as written; "" unless it was."""
        decision = self.latest_decision
        return decision.reason if decision else ""

    def was_decided_by(self, account: Account, status: str) -> bool:
        """Return whether this very person decided last."""
        if status == Status.PENDING:
            return reopened_last(self, account)
        decision = self.latest_decision
        return decision is not None and decision.decided_by_id == account.pk

    def _decide(
        self, status: Status, outcome: Outcome, by: Account, denial: DenialReason | None = None
    ) -> None:
        denial = denial or DenialReason("", {})
        decision = self.decisions.create(
            outcome=outcome,
            reason=denial.text,
            remarks=denial.remarks,
            revision=self.revision,
            decided_by=by,
        )
        if status == Status.PUBLISHED:
            self.number = decision.pk  # decisions are numbered as they are made: no lock is needed
        self.change_status(status)
