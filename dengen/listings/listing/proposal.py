"""A denial or deletion of a listing that takes two operators (DENGEN_SECOND_OPERATOR)."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F

from dengen.listings.listing.listing import Listing
from dengen.review.proposal import AbstractProposal
from dengen.review.proposal_ending import constraints
from dengen.review.seconded import Step

if TYPE_CHECKING:
    from dengen.accounts.models import Account


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Scopes of proposals."""

    def open(self) -> Self:
        """Return those that wait for a second operator, oldest first."""
        alive = self.filter(ended_at=None, listing__revision=F("revision"))
        return alive.order_by("proposed_at", "pk")


class Proposal(AbstractProposal):
    """One proposal; it dies when the listing is no more as in `revision`, which was read."""

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="proposals")
    remarks = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = constraints("proposal", "listing")

    def __str__(self) -> str:
        return f"{self.step} of {self.listing}"

    @property
    def subject(self) -> Listing:
        """The listing."""
        return self.listing

    @property
    def is_as_proposed(self) -> bool:
        """Whether nobody has changed the listing since."""
        return self.listing.revision == self.revision

    @property
    def reason_told(self) -> str:
        """The reason as the listing's owner would read it."""
        if self.step == Step.DELETION:
            return self.reason
        return self.listing.clean_denial(self.reason, self.remarks).text

    def about(self) -> dict[str, Any]:
        """Return the listing's number."""
        return {"listing": self.listing_id}

    def take_step(self, *, by: "Account") -> None:
        """Deny or delete it."""
        if self.step == Step.DENIAL:
            given = {"reason": self.reason, "remarks": self.remarks}
            self.listing.deny(by=by, revision=self.revision, proposal=self, **given)
        else:
            self.listing.delete(by=by, reason=self.reason, proposal=self)
