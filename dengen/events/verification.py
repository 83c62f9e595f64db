"""Checking the trail against its seals: what was changed, taken out, put in or put elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from dengen.events.digests import is_same, link, private_digest, signature
from dengen.events.models import PRIVATE, Event, Seal, Unsealed
from dengen.events.sealing import seal_waiting

BATCH = 1000
CHANGED, MISSING, INSERTED, REORDERED, REWRITTEN = (
    "changed",
    "missing",
    "inserted",
    "reordered",
    "rewritten",
)


@dataclass(frozen=True)
class Flaw:
    """The first thing that is wrong: of which kind, with which event, at which place of the chain.

    `event_id` is None when only the place is known, `number` when the event has none.
    """

    kind: str
    event_id: int | None = None
    number: int | None = None


@dataclass(frozen=True)
class Verdict:
    """`count` seals were good before the `flaw`, or all; `head` is the last good one."""

    count: int
    head: str
    flaw: Flaw | None


def verify(noted_head: str = "") -> Verdict:
    """Seals what waits, then checks every event, in constant memory.

    `noted_head` is what an earlier verdict called its head: the chain must still go through it.
    """
    seal_waiting()
    good = None
    for seal, event in _sealed():
        if flaw := _flaw_of(seal, event, good):
            return _verdict(good, flaw)
        good = seal
    return _verdict(good, _rewritten(noted_head) or _unsealed())


def _verdict(good: Seal | None, flaw: Flaw | None) -> Verdict:
    return Verdict(good.number if good else 0, str(good or ""), flaw)


def _sealed() -> Iterator[tuple[Seal, Event | None]]:
    last = 0
    while seals := list(Seal.objects.filter(number__gt=last)[:BATCH]):
        events = Event.objects.select_related("private").in_bulk([seal.event_id for seal in seals])
        yield from ((seal, events.get(seal.event_id)) for seal in seals)
        last = seals[-1].number


def _flaw_of(seal: Seal, event: Event | None, before: Seal | None) -> Flaw | None:
    number, previous = (before.number + 1, before.digest) if before else (1, "")
    if seal.number != number:
        return Flaw(MISSING, number=number)
    if event is None:
        return Flaw(MISSING, seal.event_id, number)
    if is_same(seal.digest, link(number, previous, event)):
        return None if _is_private_part_good(event) else Flaw(CHANGED, event.pk, number)
    everything = Event.objects.order_by("pk").iterator(BATCH)
    is_elsewhere = any(is_same(seal.digest, link(number, previous, one)) for one in everything)
    return Flaw(REORDERED if is_elsewhere else CHANGED, event.pk, number)


def _is_private_part_good(event: Event) -> bool:
    """Whether the private particulars, if they are still kept, are those that were recorded."""
    kept = getattr(event, "private", None)
    if kept is None:
        return True  # there were none, or they were erased with the person
    return is_same(event.particulars.get(PRIVATE, ""), private_digest(kept.values, kept.salt))


def _rewritten(noted_head: str) -> Flaw | None:
    if not noted_head:
        return None
    number, _colon, digest = noted_head.partition(":")
    if number.isdecimal() and Seal.objects.filter(number=int(number), digest=digest).exists():
        return None
    return Flaw(REWRITTEN)


def _unsealed() -> Flaw | None:
    """An event that has neither a seal nor a good note that it waits for one."""
    stranger = Event.objects.filter(seal=None, unsealed=None).order_by("pk").first()
    if stranger:
        return Flaw(INSERTED, stranger.pk)
    for note in Unsealed.objects.order_by("pk").iterator(BATCH):
        event = Event.objects.select_related("private").filter(pk=note.pk).first()
        if event is None:
            return Flaw(MISSING, note.pk)
        if not is_same(note.signature, signature(event)) or not _is_private_part_good(event):
            return Flaw(INSERTED, event.pk)
    return None
