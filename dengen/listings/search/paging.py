"""A page of what is found: 20 in a row, the ways on, and how many there are, if that is known."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dengen.listings.models import Tally
from dengen.listings.search import Hit, Wanted, find
from dengen.ui.numbers import number_in

COUNTED = 200  # hits that are fetched to be counted; where there are more, the number stays open

type Look = Callable[..., Sequence[Hit]]  # as `find`, without the conditions


@dataclass(frozen=True)
class Cursor:
    """Where a page stands: next below the number `before`, next above `after`, or at the top."""

    before: int | None = None
    after: int | None = None

    @classmethod
    def read(cls, before: str, after: str) -> "Cursor":
        """Read it out of what an address carries; the top if that is no number."""
        return cls(number_in(before) or None, None if before else number_in(after))


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
        return _page(_searching(wanted), cursor, size, None)
    known = [hit for hit in everywhere if wanted.area in ("", hit.area)]
    return _page(_choosing(known), cursor, size, Counter(hit.area for hit in everywhere), known)


def _page(
    look: Look,
    cursor: Cursor,
    size: int,
    counts: dict[str, int] | None,
    known: Sequence[Hit] = (),
) -> Page:
    if cursor.after is not None:
        above = look(size + 1, after=cursor.after)
        if len(above) > size:  # else it's the top
            start = _place(above[1], known)
            return Page(above[1:], counts, start, has_previous=True, has_next=cursor.after > 0)
        cursor = Cursor()
    found = look(size + 1, before=cursor.before)
    if cursor.before is None:
        return Page(found[:size], counts, 1, has_previous=False, has_next=len(found) > size)
    if not found:
        return _page(look, Cursor(after=0), size, counts, known)
    start = _place(found[0], known)
    return Page(found[:size], counts, start, has_previous=True, has_next=len(found) > size)


def _place(hit: Hit, known: Sequence[Hit]) -> int | None:
    return known.index(hit) + 1 if known else None


def _searching(wanted: Wanted) -> Look:
    def look(limit: int, *, before: int | None = None, after: int | None = None) -> list[Hit]:
        return find(wanted, limit, before=before, after=after)

    return look


def _choosing(known: Sequence[Hit]) -> Look:
    def look(limit: int, *, before: int | None = None, after: int | None = None) -> Sequence[Hit]:
        if after is not None:
            return [hit for hit in known if hit.number > after][-limit:]
        return [hit for hit in known if before is None or hit.number < before][:limit]

    return look
