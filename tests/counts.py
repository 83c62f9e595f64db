"""Counting rows one by one, to compare with what is kept."""

from collections import Counter
from collections.abc import Iterable

from dengen.listings.models import Listing


def by_area_and_side(listings: Iterable[Listing]) -> list[tuple[str, str, int]]:
    """How many of these sell or buy in each area where there are any, sorted."""
    counts = Counter((one.area, one.side) for one in listings)
    return sorted((area, side, count) for (area, side), count in counts.items())
