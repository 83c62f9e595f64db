"""How a listing stands in its owner's eyes (MY掲載)."""

from typing import TYPE_CHECKING, Self

from dengen.japan.business_days import today
from dengen.listings.listing.deletion import KeptQuerySet
from dengen.listings.listing.resubmission import Resubmittable
from dengen.listings.listing.status import Status
from dengen.review.generic import Model_co

if TYPE_CHECKING:
    from dengen.accounts.models import Account


class StandingQuerySet(KeptQuerySet[Model_co]):
    """Scopes by owner."""

    def of(self, account: "Account") -> Self:
        """Return what the member sees in MY掲載, newest first."""
        return self.kept().filter(owner=account).order_by("-submitted_at", "-pk")


class Standing(Resubmittable):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    def standing(self) -> str:
        """Return how it stands today: its status, or "over" or "ahead" while published.

        What was denied or is over, and was then dealt with, is "resubmitted".
        """
        if self.is_repeatable and self.dealt_with_by:
            return "resubmitted"
        if self.status != Status.PUBLISHED:
            return self.status
        day = today()
        return "over" if self.is_over(day) else "ahead" if self.is_ahead(day) else "published"
