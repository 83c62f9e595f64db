"""A page of the trail, newest first: as fast on the last page as on the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from dengen.events.models import Event
from dengen.ui.keyset import Cursor, cut_of

NEWEST_FIRST = ("-occurred_at", "-pk")
OLDEST_FIRST = ("occurred_at", "pk")


@dataclass(frozen=True)
class Slice:
    """The events of a page, and the numbers that lead to its neighbours (None at an end)."""

    events: Sequence[Event]
    newer_than: int | None
    older_than: int | None


def slice_of(found: QuerySet[Event], *, before: str, after: str, size: int) -> Slice:
    """Return the page before or after that number's event; the first if there is none."""
    cursor = Cursor.read(before, after)
    at = Event.objects.in_bulk([one for one in (cursor.before, cursor.after) if one])

    def look(limit: int, *, before: int | None = None, after: int | None = None) -> list[Event]:
        if after is not None:
            above = _after(found, at[after]) if after else found
            return list(above.order_by(*OLDEST_FIRST)[:limit])[::-1]
        below = found if before is None else _before(found, at[before])
        return list(below.order_by(*NEWEST_FIRST)[:limit])

    cut = cut_of(look, cursor if at or cursor.after == 0 else Cursor(), size)
    return Slice(
        cut.rows,
        cut.rows[0].pk if cut.has_previous else None,
        cut.rows[-1].pk if cut.has_next else None,
    )


def chunks_of(found: QuerySet[Event], size: int) -> Iterator[list[Event]]:
    """Return all events, oldest first, in lists of that size, in constant memory."""
    chunk = list(found.order_by(*OLDEST_FIRST)[:size])
    while chunk:
        yield chunk
        chunk = list(_after(found, chunk[-1]).order_by(*OLDEST_FIRST)[:size])


# The plain bound on the moment lets the database begin at the right place of its index.
def _before(found: QuerySet[Event], event: Event) -> QuerySet[Event]:
    moment = event.occurred_at
    found = found.filter(occurred_at__lte=moment)
    return found.exclude(occurred_at=moment, pk__gte=event.pk)


def _after(found: QuerySet[Event], event: Event) -> QuerySet[Event]:
    moment = event.occurred_at
    found = found.filter(occurred_at__gte=moment)
    return found.exclude(occurred_at=moment, pk__lte=event.pk)
