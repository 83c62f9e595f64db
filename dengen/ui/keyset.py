"""One page of a long list, found by the row beside it: as fast on the last page as on the first.

The libraries for this page through a queryset; a search of the board is a statement of its own, and
its page may be cut from hits that are known already.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dengen.ui.numbers import number_in

# Takes a limit and `before=` or `after=` a number, 0 standing below all rows; returns the rows next
# below or next above it, or the top ones, in the order in which they are shown.
type Look[Row] = Callable[..., Sequence[Row]]


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
class Cut[Row]:
    """The rows of a page, and whether there are others above and below."""

    rows: Sequence[Row]
    has_previous: bool
    has_next: bool


def cut_of[Row](look: Look[Row], cursor: Cursor, size: int) -> Cut[Row]:
    """Return the page; the whole first one above the first row, the last one below the last."""
    if cursor.after is not None:
        above = look(size + 1, after=cursor.after)
        if len(above) > size:  # else it's the top
            return Cut(above[1:], has_previous=True, has_next=cursor.after > 0)
        cursor = Cursor()
    found = look(size + 1, before=cursor.before)
    if cursor.before is not None and not found:
        return cut_of(look, Cursor(after=0), size)
    return Cut(found[:size], has_previous=cursor.before is not None, has_next=len(found) > size)
