"""The cards of a list: each is made once for a revision of its listing, for all readers."""

from collections.abc import Collection, Iterable
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dengen.listings.models import Listing
from dengen.listings.search import Hit
from dengen.pages import parts


def cards_of(hits: Iterable[Hit], day: date) -> list[SafeString]:
    """Return the card of each hit; those that must be made are read by one query."""

    def make(missing: Collection[int]) -> dict[int, SafeString]:
        found = Listing.objects.visible_on(day).filter(pk__in=missing)
        return {one.pk: _card(one) for one in found}

    return parts.of_each("card", {hit.pk: (hit.pk, hit.revision) for hit in hits}, make)


def _card(listing: Listing) -> SafeString:
    return render_to_string("listings/_parts/card.html", {"listing": listing})
