"""担当者の交代: listings go over to the successor as they stand (manual §5.2)."""

from typing import TYPE_CHECKING

from django.db import transaction

from dengen import clock
from dengen.events.steps import lock
from dengen.events.trail import record
from dengen.listings.listing.fields import ListingFields
from dengen.listings.listing.status import Status

if TYPE_CHECKING:
    from dengen.accounts.models import Account


class Movable(ListingFields):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    @transaction.atomic
    def move(self, *, to: "Account", by: "Account") -> None:
        """Make `to` the owner; what was decided and shown stays as it is.

        Nothing happens if it was deleted meanwhile, or is there already.
        """
        lock(self)
        if self.status == Status.DELETED or self.owner_id == to.pk:
            return
        self.owner, self.handed_over_at = to, clock.now()
        self.save(update_fields=["owner", "handed_over_at"])
        record("listing.moved", self, by=by, to=to.pk)

    @property
    def may_name_predecessor(self) -> bool:
        """Whether ③ may still name the person who handed it over."""
        if self.handed_over_at is None:
            return False
        return "".join(self.contact_person.split()) != "".join(self.owner.full_name.split())
