"""Applications sent from one network address within minutes, as the trail tells.

A whole office may share an address, so only what comes at nearly the same time is worth a look.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from dengen.events.models import Event

if TYPE_CHECKING:
    from dengen.accounts.models.application import Application

WINDOW = timedelta(minutes=10)
SUBMITTED = "application.submitted"


def same_origin(applications: Sequence["Application"]) -> dict[int, list["Application"]]:
    """For each, by primary key, the others from its address within ten minutes; three queries."""
    pairs = list(_pairs([one.pk for one in applications]))
    found = type(applications[0]).objects.in_bulk({other for _pk, other in pairs})
    near = defaultdict(list)
    for pk, other in pairs:
        near[pk].append(found[other])
    return {one.pk: near[one.pk] for one in applications}


def _pairs(pks: list[int]) -> Iterator[tuple[int, int]]:
    submitted = Event.objects.filter(name=SUBMITTED).exclude(address="")
    mine = list(submitted.filter(subject_id__in=pks))
    if not mine:
        return
    others = submitted.filter(
        address__in={event.address for event in mine},
        occurred_at__gte=min(event.occurred_at for event in mine) - WINDOW,
        occurred_at__lte=max(event.occurred_at for event in mine) + WINDOW,
    )
    by_address = defaultdict(list)
    for event in others:
        by_address[event.address].append(event)
    for event in mine:
        for other in by_address[event.address]:
            is_near = abs(event.occurred_at - other.occurred_at) <= WINDOW
            if is_near and other.subject_id != event.subject_id:
                yield event.subject_id, other.subject_id
