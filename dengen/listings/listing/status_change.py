"""The last part of a step: the new status, and what lists depend on."""

from dengen.listings import search
from dengen.listings.listing.fields import ListingFields
from dengen.listings.listing.status import Status
from dengen.listings.listing.tally import Tally


class StatusChange(ListingFields):
    """Mixin of Listing, for its verbs."""

    class Meta:
        abstract = True

    def change_status(self, status: Status) -> None:
        """Save the row in another status and revision; update the search's index and the tally."""
        if self.status == Status.PUBLISHED:
            search.remove(self)
            Tally.objects.enter([self], -1)
        self.status = status
        self.revision += 1
        self.save()
        if status == Status.PUBLISHED:
            search.add(self)
            Tally.objects.enter([self], 1)
