"""Deleting (manual §3.3), by whoever may: it is gone for good, and stays in the trail."""

from typing import TYPE_CHECKING, Self

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from dengen import clock
from dengen.accounts.models import Account
from dengen.events.steps import lock
from dengen.events.trail import record
from dengen.listings.listing.seconded import ListingSeconded
from dengen.listings.listing.status import Status
from dengen.listings.listing.status_change import StatusChange
from dengen.review.generic import Model_co
from dengen.review.seconded import Step, clean_reason

if TYPE_CHECKING:
    from dengen.listings.listing.proposal import Proposal


class KeptQuerySet(models.QuerySet[Model_co]):
    """Scopes by what is left."""

    def kept(self) -> Self:
        """Return those that were not deleted."""
        return self.exclude(status=Status.DELETED)


class Deletable(ListingSeconded, StatusChange):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    @transaction.atomic
    def delete(  # type: ignore[override]  # a verb, and no row ever goes
        self, *, by: Account, reason: str = "", proposal: "Proposal | None" = None
    ) -> None:
        """Take the listing away from everyone, for good; it stays in the trail (§3.3).

        Deleting somebody else's listing needs a `reason`, which its owner is told. Do nothing if it
        is deleted already. `proposal` is as in `deny`. Raise `PermissionDenied` unless `by` owns it
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
        """Delete it, maybe as part of another step: a replacement, the end of its owner's ID."""
        lock(self)
        if self.status == Status.DELETED:
            return
        handed = {"was_withdrawn": self.status == Status.PENDING and by.pk == self.owner_id}
        self.deleted_at = clock.now()
        self.change_status(Status.DELETED)
        told = {"reason": reason} if reason else None
        record(
            "listing.deleted",
            self,
            by=by,
            private=told,
            handed=handed,
            revision=self.revision,
            **particulars,
        )
