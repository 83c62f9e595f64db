"""Who waited in which queue, and who was passed over by each decision; taken from the trail."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from dengen.events.models import Event
from dengen.japan.business_days import business_days_between
from dengen.japan.moments import end_of, start_of


class Closing(models.TextChoices):
    """What ended the waiting, named as the last part of the event's name."""

    APPROVED = "approved", _("承認")
    DENIED = "denied", _("否認")
    DELETED = "deleted", _("削除")


@dataclass(frozen=True)
class Wait:
    """The time in the queue of one thing, until its first decision or its deletion.

    `closing_id` is the event that ended it, `overtook` how many that were handed in earlier still
    waited then.
    """

    subject_id: int
    submitted_at: datetime
    closed_at: datetime
    closing_id: int
    outcome: Closing
    overtook: int

    @property
    def is_decided(self) -> bool:
        """Whether the operator decided, and not a deletion."""
        return self.outcome != Closing.DELETED

    @property
    def closed_on(self) -> date:
        """The day on which it ended, in Tokyo."""
        return localdate(self.closed_at)

    @cached_property
    def days(self) -> int:
        """The business days that it took; 0 on the same day."""
        return business_days_between(localdate(self.submitted_at), self.closed_on)


def waits_that_ended(noun: str, first: date, last: date) -> list[Wait]:
    """Return "application" or "listing" waits that ended in the period, in that order."""
    start, end = start_of(first), end_of(last)
    queue = _queue(noun, start, end)
    still_waiting = sorted((submitted_at, pk) for pk, submitted_at, *_closing in queue)
    ended = sorted(
        (closed_at, closing_id, name, pk, submitted_at)
        for pk, submitted_at, closed_at, closing_id, name in queue
        if closed_at and closed_at < end
    )
    waits = []
    for closed_at, closing_id, name, pk, submitted_at in ended:
        place = bisect_left(still_waiting, (submitted_at, pk))
        still_waiting.pop(place)
        outcome = Closing(name.rpartition(".")[2])
        waits.append(Wait(pk, submitted_at, closed_at, closing_id, outcome, overtook=place))
    return waits


def count_waiting(noun: str, moment: datetime) -> int:
    """Return how many waited at that moment."""
    return len(_queue(noun, moment, moment))


def _queue(noun: str, start: datetime, end: datetime) -> list[tuple]:
    """Return what waited in the period: its number, when it came, when and how it left.

    An application whose address had to be confirmed came to the operator when it was confirmed.
    """
    closings = _first_of(f"{noun}.{closing}" for closing in Closing)
    submitted = Event.objects.filter(name=f"{noun}.submitted", occurred_at__lt=end)
    waited = submitted.annotate(
        confirmed_at=Subquery(
            _first_of([f"{noun}.confirmed"])
            .filter(particulars__field="email")
            .values("occurred_at")[:1]
        ),
        closed_at=Subquery(closings.values("occurred_at")[:1]),
        closing_id=Subquery(closings.values("pk")[:1]),
        closing=Subquery(closings.values("name")[:1]),
    ).filter(Q(closed_at=None) | Q(closed_at__gte=start))
    beginning = ("subject_id", "particulars", "occurred_at", "confirmed_at")
    rows = waited.order_by().values_list(*beginning, "closed_at", "closing_id", "closing")
    return [
        (pk, came_at, *closing)
        for pk, particulars, submitted_at, confirmed_at, *closing in rows
        if (came_at := confirmed_at if particulars.get("unconfirmed") else submitted_at)
        and came_at < end
    ]


def _first_of(names: Iterable[str]) -> QuerySet[Event]:
    return Event.objects.filter(
        subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"), name__in=[*names]
    ).order_by("occurred_at", "pk")
