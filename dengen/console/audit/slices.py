"""A page of the trail, newest first: as fast on the last page as on the first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from dengen.events.models import Event
from dengen.ui.numbers import number_in

NEWEST_FIRST = ("-occurred_at", "-pk")
OLDEST_FIRST = ("occurred_at", "pk")


@dataclass(frozen=True)
class Slice:
    """The events of a page, and the numbers that lead to its neighbours (None at an end)."""

    events: list[Event]
    newer_than: int | None
    older_than: int | None


def slice_of(found: QuerySet[Event], *, before: str, after: str, size: int) -> Slice:
    """Return the page before or after that number's event; the first if there is none."""
    older, newer = _event(before), _event(after)
    if newer:
        events = list(_after(found, newer).order_by(*OLDEST_FIRST)[: size + 1])
        has_newer, has_older = len(events) > size, True
        events = events[:size][::-1]
    else:
        if older:
            found = _before(found, older)
        events = list(found.order_by(*NEWEST_FIRST)[: size + 1])
        has_newer, has_older = older is not None, len(events) > size
        events = events[:size]
    return Slice(
        events,
        events[0].pk if events and has_newer else None,
        events[-1].pk if events and has_older else None,
    )


def chunks_of(found: QuerySet[Event], size: int) -> Iterator[list[Event]]:
    """Return all events, oldest first, in lists of that size, in constant memory."""
    chunk = list(found.order_by(*OLDEST_FIRST)[:size])
    while chunk:
        yield chunk
        chunk = list(_after(found, chunk[-1]).order_by(*OLDEST_FIRST)[:size])


def _event(number: str) -> Event | None:
    pk = number_in(number)
    return None if pk is None else Event.objects.filter(pk=pk).first()


# The plain bound on the moment lets the database begin at the right place of its index.
def _before(found: QuerySet[Event], event: Event) -> QuerySet[Event]:
    moment = event.occurred_at
    found = found.filter(occurred_at__lte=moment)
    return found.exclude(occurred_at=moment, pk__gte=event.pk)


def _after(found: QuerySet[Event], event: Event) -> QuerySet[Event]:
    moment = event.occurred_at
    found = found.filter(occurred_at__gte=moment)
    return found.exclude(occurred_at=moment, pk__lte=event.pk)
