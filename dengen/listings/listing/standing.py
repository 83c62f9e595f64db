"""How a listing stands in its owner's eyes (MY掲載)."""

from typing import TYPE_CHECKING, Self

from dengen.japan.business_days import today
from dengen.listings.listing.deletion import KeptQuerySet
from dengen.listings.listing.resubmission import Resubmittable
from dengen.listings.listing.status import Standing, Status
from dengen.review.generic import Model_co

if TYPE_CHECKING:
    from dengen.accounts.models import Account


class StandingQuerySet(KeptQuerySet[Model_co]):
    """Scopes by owner."""

    def of(self, account: "Account") -> Self:
        """Return what the member sees in MY掲載, newest first."""
        return self.kept().filter(owner=account).order_by("-submitted_at", "-pk")


class HasStanding(Resubmittable):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    @property
    def concerned_accounts(self) -> tuple[int, ...]:
        """Whose own pages an event of this listing changes."""
        return (self.owner_id,)

    def standing(self) -> Standing:
        """Return how it stands today: resubmitted if it was denied or is over, and dealt with."""
        if self.is_repeatable and self.dealt_with_by:
            return Standing.RESUBMITTED
        return self.standing_alone

    @property
    def standing_alone(self) -> Standing:
        """Return how it stands today by itself, whatever came after it: so the operator sees it."""
        if self.status != Status.PUBLISHED:
            return Standing(self.status)
        day = today()
        if self.is_over(day):
            return Standing.OVER
        return Standing.AHEAD if self.is_ahead(day) else Standing.PUBLISHED

    @property
    def is_published(self) -> bool:
        """Whether it was approved, and neither denied since nor deleted."""
        return self.status == Status.PUBLISHED

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted; its row stays for the archive."""
        return self.status == Status.DELETED
