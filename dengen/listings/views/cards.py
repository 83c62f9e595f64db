"""The cards of a list: each is made once for a revision of its listing, for all readers."""

from collections.abc import Iterable
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dengen.listings.models import Listing
from dengen.listings.search import Hit
from dengen.pages import parts


def cards_of(hits: Iterable[Hit], day: date) -> list[SafeString]:
    """Return the card of each hit; those that must be made are read by one query."""
    found = {hit: parts.kept("card", hit.pk, hit.revision) for hit in hits}
    missing = [hit for hit, card in found.items() if card is None]
    made = {one.pk: _made(one) for one in _read(missing, day)}
    cards = [card or made.get(hit.pk) for hit, card in found.items()]
    return [card for card in cards if card]


def _read(hits: list[Hit], day: date) -> Iterable[Listing]:
    return Listing.objects.visible_on(day).from_hits(hits) if hits else ()


def _made(listing: Listing) -> SafeString:
    card = render_to_string("listings/_parts/card.html", {"listing": listing})
    return parts.keep(card, "card", listing.pk, listing.revision)
