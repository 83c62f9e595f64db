"""What can be wrong with one link of the chain."""

from dataclasses import dataclass

from dengen.events.digests import is_same, link, private_digest
from dengen.events.models import PRIVATE, Event, Seal

ROWS_AT_ONCE = 1000
CHANGED, MISSING, INSERTED, REORDERED, REWRITTEN, EMPTIED = (
    "changed",
    "missing",
    "inserted",
    "reordered",
    "rewritten",
    "emptied",
)


@dataclass(frozen=True)
class Flaw:
    """The first thing that is wrong: of which kind, with which event, at which place of the chain.

    `event_id` is None when only the place is known, `number` when the event has none.
    """

    kind: str
    event_id: int | None = None
    number: int | None = None


def flaw_of(seal: Seal, event: Event | None, before: Seal | None) -> Flaw | None:
    """Return what is wrong with the seal after `before`, whose event is `event`."""
    number, previous = (before.number + 1, before.digest) if before else (1, "")
    if seal.number != number:
        return Flaw(MISSING, number=number)
    if event is None:
        return Flaw(MISSING, seal.event_id, number)
    if is_same(seal.digest, link(number, previous, event)):
        return None if is_private_part_good(event) else Flaw(CHANGED, event.pk, number)
    return Flaw(CHANGED, event.pk, number)


def in_detail(flaw: Flaw, before: Seal | None) -> Flaw:
    """Return the same, or that the event stands elsewhere: that takes a search through them all."""
    if flaw.kind != CHANGED or flaw.number is None or flaw.event_id is None:
        return flaw
    seal = Seal.objects.get(number=flaw.number)
    previous = before.digest if before else ""
    everything = Event.objects.order_by("pk").iterator(ROWS_AT_ONCE)
    if any(is_same(seal.digest, link(seal.number, previous, one)) for one in everything):
        own = Event.objects.filter(pk=flaw.event_id).first()
        is_own = own and is_same(seal.digest, link(seal.number, previous, own))
        return flaw if is_own else Flaw(REORDERED, flaw.event_id, flaw.number)
    return flaw


def is_private_part_good(event: Event) -> bool:
    """Return whether private particulars, if still kept, are those that were recorded."""
    kept = getattr(event, "private", None)
    if kept is None:
        return True  # there were none, or they were erased with the person
    return is_same(event.particulars.get(PRIVATE, ""), private_digest(kept.values, kept.salt))
