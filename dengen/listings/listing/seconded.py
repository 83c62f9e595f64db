"""Which steps with a listing need two operators: undoing an approval, deleting somebody else's."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from dengen.events.steps import Overtaken, lock
from dengen.listings.listing.fields import ListingFields
from dengen.listings.listing.status import Status
from dengen.review.reviewed import OVERTAKEN
from dengen.review.seconded import Seconded, Step, clean_reason

if TYPE_CHECKING:
    from dengen.accounts.models import Account
    from dengen.listings.listing.proposal import Proposal


class ListingSeconded(Seconded, ListingFields):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    def takes_away(self, step: str, *, by: "Account") -> bool:
        """Return whether it is somebody else's and would be deleted, or not be shown any more."""
        if by.pk == self.owner_id:
            return False
        return step == Step.DELETION or self.status == Status.PUBLISHED

    def propose_denial(
        self,
        *,
        by: "Account",
        revision: int,
        reason: str = "",
        remarks: Mapping[str, str] | None = None,
    ) -> "Proposal":
        """Ask a colleague to undo the approval; raise what `deny` raises."""
        self.clean_denial(reason, remarks)
        return self._propose(Step.DENIAL, by, revision, reason=reason, remarks=remarks or {})

    def propose_deletion(self, *, by: "Account", revision: int, reason: str) -> "Proposal":
        """Ask a colleague to delete the listing; raise `Overtaken`, or as `delete`."""
        return self._propose(Step.DELETION, by, revision, reason=clean_reason(reason))

    @transaction.atomic
    def _propose(self, step: str, by: "Account", revision: int, **given: object) -> "Proposal":
        if not by.may_decide:
            raise PermissionDenied
        lock(self)
        if self.revision != revision:
            raise Overtaken(OVERTAKEN)
        return self.propose(step, by=by, revision=revision, **given)
