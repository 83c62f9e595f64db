"""The steps of a listing (manual §3.1, §3.3): the whole of its life on one page."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from dengen import clock
from dengen.accounts.models import Account
from dengen.events.steps import lock
from dengen.events.trail import record
from dengen.listings.entry.rules import check_rules, clean_notes
from dengen.listings.listing.reconsidering import ListingReconsidering
from dengen.listings.listing.seconded import ListingSeconded
from dengen.listings.listing.status import ALLOWED, Status
from dengen.listings.rich_text import opening_lines
from dengen.review.denial_reason import DenialReason
from dengen.review.reviewed import reopened_last
from dengen.review.seconded import Step, clean_reason

SET_BY_VERBS = {
    "owner",
    "folded_title",
    "opening",
    "published_at",
    "number",
    "handed_over_at",
    "deleted_at",
    "announced",
    "contacted_at",
}


class ListingLifecycle(ListingReconsidering, ListingSeconded):
    """The verbs."""

    allowed = ALLOWED
    was_withdrawn = False  # while its deletion is told: by its owner, before it was decided

    def submit(self, *, by: Account, html: str = ""):
        """Hands the listing in for approval; returns it, or the earlier one of the same press.

        `html` is ⑤; it is cleaned here. Raises `PermissionDenied` if `by` is no member, and
        `ValidationError` by field if it breaks a rule.
        """
        if not by.is_member:
            raise PermissionDenied
        self.clean_fields(exclude=SET_BY_VERBS)
        check_rules(self)
        html = clean_notes(html)
        try:
            with transaction.atomic():
                self.owner = self._hold_owner(by)
                self.check_replacement(by=by)
                self.check_resubmission(by=by)
                self.fold_title()
                self.opening = opening_lines(html)
                self.save(force_insert=True)
                self._meta.apps.get_model("listings.ListingBody").objects.create(
                    listing=self, html=html
                )
                record("listing.submitted", self, by=by, revision=self.revision)
        except (IntegrityError, ValidationError):
            earlier = type(self).objects.filter(submission_key=self.submission_key, owner=by)
            if earlier.exists():
                return earlier.get()
            raise
        return self

    @transaction.atomic
    def approve(self, *, by: Account, revision: int) -> None:
        """Shows the listing to all members, in place of the one it replaces.

        Nothing happens if `by` has already done so. Raises `Overtaken` if it is not as in
        `revision` any more, or `StepNotAllowed`.
        """
        if not self.may_step(Status.PUBLISHED, by=by, revision=revision):
            return
        self.published_at = clock.now()
        self._decide(Status.PUBLISHED, "approved", by)
        self.delete_replaced(by=by)
        record("listing.approved", self, by=by, revision=revision)

    @transaction.atomic
    def deny(
        self,
        *,
        by: Account,
        revision: int,
        reason: str = "",
        remarks: Mapping[str, str] | None = None,
        proposal=None,
    ) -> None:
        """Refuses the listing, or withdraws an earlier approval, with a reason.

        `proposal` is a colleague's, where that is needed (DENGEN_SECOND_OPERATOR). Raises
        `ValidationError` without a reason or a remark, else as `approve`.
        """
        why = self.clean_denial(reason, remarks)
        if not self.may_step(Status.DENIED, by=by, revision=revision):
            self.check_same_reason(why.text, self.latest_decision.reason)
            return
        self.check_second(Step.DENIAL, by=by, proposal=proposal)
        self._decide(Status.DENIED, "denied", by, why)
        record("listing.denied", self, by=by, revision=revision, private={"reason": why.text})

    @transaction.atomic
    def delete(self, *, by: Account, reason: str = "", proposal=None) -> None:
        """Takes the listing away from everyone, for good; it stays in the trail (§3.3).

        What is somebody else's wants a `reason`, which its owner is told. Nothing happens if it is
        deleted already. `proposal` is as in `deny`. Raises `PermissionDenied` unless `by` owns it
        or decides for the operator, `ValidationError` without that reason, `StepNotAllowed`.
        """
        lock(self)  # first: it may have just moved to a successor
        if by.pk != self.owner_id and not by.may_decide:
            raise PermissionDenied
        if self.status == Status.DELETED:
            return
        if self.takes_away(Step.DELETION, by=by):
            reason = clean_reason(reason)
            self.check_second(Step.DELETION, by=by, proposal=proposal)
        else:
            reason = ""
        self.delete_as_consequence(by=by, reason=reason)

    @transaction.atomic
    def delete_as_consequence(self, *, by: Account, reason: str = "", **particulars: bool) -> None:
        """Deletes the listing, also because of another step: a replacement, its owner's end."""
        lock(self)
        if self.status == Status.DELETED:
            return
        self.was_withdrawn = self.status == Status.PENDING and by.pk == self.owner_id
        self.deleted_at = clock.now()
        self.change_status(Status.DELETED)
        told = {"reason": reason} if reason else None
        record("listing.deleted", self, by=by, revision=self.revision, private=told, **particulars)

    @property
    def is_approvable(self) -> bool:
        """Whether it can be approved as it stands."""
        return self.status in ALLOWED[Status.PUBLISHED]

    @property
    def latest_decision(self):
        """The decision that counts, or None; asks nothing anew where they were prefetched."""
        return max(self.decisions.all(), key=lambda decision: decision.pk, default=None)

    def was_decided_by(self, account: Account, status: str) -> bool:
        """Whether this very person decided last."""
        if status == Status.PENDING:
            return reopened_last(self, account)
        decision = self.latest_decision
        return decision is not None and decision.decided_by_id == account.pk

    def _hold_owner(self, by: Account) -> Account:
        """The owner, who can't retire until the transaction ends; `PermissionDenied` if gone."""
        owner = Account.objects.select_for_update(no_key=True).get(pk=by.pk)
        if not owner.is_active:
            raise PermissionDenied
        return owner

    def _decide(
        self, status: Status, outcome: str, by: Account, why: DenialReason | None = None
    ) -> None:
        why = why or DenialReason("", {})
        decision = self.decisions.create(
            outcome=outcome,
            reason=why.text,
            remarks=why.remarks,
            revision=self.revision,
            decided_by=by,
        )
        if status == Status.PUBLISHED:
            self.number = decision.pk  # decisions are numbered as they are made: no lock is needed
        self.change_status(status)
