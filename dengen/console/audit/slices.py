"""A page of the trail, newest first: as fast on the last page as on the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from dengen.console.audit.search import EventSearch
from dengen.events.models import Event
from dengen.ui.keyset import Cursor, cut_of

NEWEST_FIRST = ("-occurred_at", "-pk")
OLDEST_FIRST = ("occurred_at", "pk")
# Events beside the page that are looked through one by one, before the indexes are asked.
LOOKED_THROUGH = 20_000
MOST_COUNTED = 10_000
MANY_EVENTS = 1000


@dataclass(frozen=True)
class Slice:
    """The events of a page, and the numbers that lead to its neighbours (None at an end)."""

    events: Sequence[Event]
    newer_than: int | None
    older_than: int | None


def slice_of(
    search: EventSearch, related: Sequence[str], *, before: str, after: str, size: int
) -> Slice:
    """Return the page before or after that number's event; the first if there is none."""
    cursor = Cursor.read(before, after)
    at = Event.objects.in_bulk([one for one in (cursor.before, cursor.after) if one])

    def look(limit: int, *, before: int | None = None, after: int | None = None) -> list[int]:
        if after is not None:
            return _beside(search, limit, at.get(after), is_older=False)[::-1]
        return _beside(search, limit, at[before] if before is not None else None, is_older=True)

    cut = cut_of(look, cursor if at or cursor.after == 0 else Cursor(), size)
    rows = Event.objects.select_related(*related).in_bulk(cut.rows)
    return Slice(
        [rows[pk] for pk in cut.rows],
        cut.rows[0] if cut.has_previous else None,
        cut.rows[-1] if cut.has_next else None,
    )


def count_of(search: EventSearch) -> tuple[int, bool]:
    """Return how many match, and whether these are all: nobody counts a million for a page.

    Where the newest events alone hold many, no more is looked at; else the indexes find all.
    """
    near = _near(search, None, is_older=True)
    if near is not None and near[:MANY_EVENTS].count() == MANY_EVENTS:
        return MANY_EVENTS, False
    count = search.found[: MOST_COUNTED + 1].count()
    return min(count, MOST_COUNTED), count <= MOST_COUNTED


def chunks_of(found: QuerySet[Event], size: int) -> Iterator[list[Event]]:
    """Return all events, oldest first, in lists of that size, in constant memory."""
    chunk = list(found.order_by(*OLDEST_FIRST)[:size])
    while chunk:
        yield chunk
        chunk = list(_after(found, chunk[-1]).order_by(*OLDEST_FIRST)[:size])


def _beside(search: EventSearch, limit: int, event: Event | None, *, is_older: bool) -> list[int]:
    """Return the numbers of the next matching events below (or above) that one, nearest first."""
    order = NEWEST_FIRST if is_older else OLDEST_FIRST
    found: list[int] = []
    near = _near(search, event, is_older=is_older)
    if near is not None:
        beside = _cut(near, event, is_older=is_older).order_by(*order)
        found = list(beside.values_list("pk", flat=True)[:limit])
    if len(found) < limit:  # only now: to ask the indexes may take all titles to be read
        beside = _cut(search.found, event, is_older=is_older).order_by(*order)
        found = list(beside.values_list("pk", flat=True)[:limit])
    return found


def _near(search: EventSearch, event: Event | None, *, is_older: bool) -> QuerySet[Event] | None:
    """Return those that match of the next events in time; None if the indexes are faster."""
    if search.is_of_few:
        return None
    order = NEWEST_FIRST if is_older else OLDEST_FIRST
    nearest = _cut(search.in_time(), event, is_older=is_older).order_by(*order)
    moments = nearest.values_list("occurred_at", flat=True)
    edge = next(iter(moments[LOOKED_THROUGH : LOOKED_THROUGH + 1]), None)
    if edge is None:
        return None
    near = search.found_one_by_one
    return near.filter(occurred_at__gte=edge) if is_older else near.filter(occurred_at__lte=edge)


def _cut(found: QuerySet[Event], event: Event | None, *, is_older: bool) -> QuerySet[Event]:
    if event is None:
        return found
    return _before(found, event) if is_older else _after(found, event)


# The plain bound on the moment lets the database begin at the right place of its index.
def _before(found: QuerySet[Event], event: Event) -> QuerySet[Event]:
    moment = event.occurred_at
    found = found.filter(occurred_at__lte=moment)
    return found.exclude(occurred_at=moment, pk__gte=event.pk)


def _after(found: QuerySet[Event], event: Event) -> QuerySet[Event]:
    moment = event.occurred_at
    found = found.filter(occurred_at__gte=moment)
    return found.exclude(occurred_at=moment, pk__lte=event.pk)
