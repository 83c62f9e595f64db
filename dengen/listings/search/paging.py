"""A page of what is found: 20 in a row, the ways on, and how many there are, if that is known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dengen.listings.models import Tally
from dengen.listings.search import Hit, Wanted, find
from dengen.ui.keyset import Cursor, Look, cut_of

COUNTED = 200  # hits that are fetched to be counted; where there are more, the number stays open


@dataclass(frozen=True)
class Page:
    """`start` is the place of the first hit, from 1, and `counts` are by area: None if unknown."""

    hits: Sequence[Hit]
    counts: dict[str, int] | None
    start: int | None
    has_previous: bool
    has_next: bool

    @property
    def first(self) -> int:
        """The number of the first hit: the page before this one stands above."""
        return self.hits[0].number

    @property
    def last(self) -> int:
        """The number of the last hit: the next page stands below."""
        return self.hits[-1].number


def page_of(wanted: Wanted, cursor: Cursor, size: int) -> Page:
    """Return the page of the wanted listings, newest first; beyond the last, the last."""
    if not wanted.is_searched:
        counts: Counter[str] = Counter()
        for area, side, count in Tally.objects.on(wanted.day):
            counts[area] += count if wanted.side in ("", side) else 0
        return _page(_searching(wanted), cursor, size, counts)
    everywhere = find(wanted.everywhere(), COUNTED)
    if len(everywhere) == COUNTED:
        is_top = not wanted.area and cursor == Cursor() and size < COUNTED
        look = _choosing(everywhere) if is_top else _searching(wanted)
        return _page(look, cursor, size, None)
    known = [hit for hit in everywhere if wanted.area in ("", hit.area)]
    return _page(_choosing(known), cursor, size, Counter(hit.area for hit in everywhere), known)


def _page(
    look: Look[Hit],
    cursor: Cursor,
    size: int,
    counts: dict[str, int] | None,
    known: Sequence[Hit] = (),
) -> Page:
    cut = cut_of(look, cursor, size)
    start = _place(cut.rows[0], known) if cut.has_previous else 1
    return Page(cut.rows, counts, start, cut.has_previous, cut.has_next)


def _place(hit: Hit, known: Sequence[Hit]) -> int | None:
    return known.index(hit) + 1 if known else None


def _searching(wanted: Wanted) -> Look[Hit]:
    def look(limit: int, *, before: int | None = None, after: int | None = None) -> list[Hit]:
        return find(wanted, limit, before=before, after=after)

    return look


def _choosing(known: Sequence[Hit]) -> Look[Hit]:
    def look(limit: int, *, before: int | None = None, after: int | None = None) -> Sequence[Hit]:
        if after is not None:
            return [hit for hit in known if hit.number > after][-limit:]
        return [hit for hit in known if before is None or hit.number < before][:limit]

    return look
