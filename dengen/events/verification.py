"""Checking the trail against its seals: what was changed, removed, inserted or moved."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.auth import get_user_model

from dengen.events import head
from dengen.events.acknowledged import Acknowledgements
from dengen.events.digests import is_same, signature
from dengen.events.flaw import (
    EMPTIED,
    INSERTED,
    MISSING,
    REWRITTEN,
    ROWS_AT_ONCE,
    Flaw,
    flaw_of,
    in_detail,
    is_private_part_good,
)
from dengen.events.keys import WrongKey
from dengen.events.models import Event, Seal, Unsealed
from dengen.events.sealing import seal_waiting


@dataclass(frozen=True)
class Verdict:
    """`count` seals were good before the `flaw`, or all; `head` is the last good one.

    `acknowledged` of them were not good, but a step of the trail says who accepted them.
    """

    count: int
    head: str
    flaw: Flaw | None
    acknowledged: int = 0


def verify(noted_head: str = "") -> Verdict:
    """Seal what waits, then check every event, in constant memory.

    `noted_head` is what an earlier verdict called its head: the chain must still go through it, as
    through the head that this machine has noted (see head.py).
    """
    with suppress(WrongKey):  # then every seal is a flaw
        seal_waiting()
    good = None
    known = Acknowledgements()
    for seal, event in sealed():
        if known.takes(seal, event, good):
            good = seal
            continue
        if flaw := flaw_of(seal, event, good):
            return _verdict(good, in_detail(flaw, good), known)
        known.prove(event)
        good = seal
    flaw = _emptied(good) or known.flaw() or _rewritten(noted_head) or _unsealed()
    return _verdict(good, flaw, known)


def sealed(after: int = 0) -> Iterator[tuple[Seal, Event | None]]:
    """Return the links of the chain after that number, each with its event, in constant memory."""
    while seals := list(Seal.objects.filter(number__gt=after)[:ROWS_AT_ONCE]):
        found = Event.objects.select_related("private")
        events = found.in_bulk([seal.event_id for seal in seals])
        yield from ((seal, events.get(seal.event_id)) for seal in seals)
        after = seals[-1].number


def _verdict(good: Seal | None, flaw: Flaw | None, known: Acknowledgements) -> Verdict:
    return Verdict(good.number if good else 0, str(good or ""), flaw, known.count)


def _emptied(good: Seal | None) -> Flaw | None:
    """Return a flaw if the trail is empty but an account exists, which took an event."""
    if good or Event.objects.exists() or not get_user_model()._default_manager.exists():
        return None
    return Flaw(EMPTIED)


def _rewritten(noted_head: str) -> Flaw | None:
    if noted_head and not head.is_passed(noted_head):
        return Flaw(REWRITTEN)
    here = head.read()
    if here and not head.is_passed(here.head) and not head.is_explained(here):
        return Flaw(REWRITTEN)
    return None


def _unsealed() -> Flaw | None:
    """Return an event that has neither a seal nor a good note that it waits for one."""
    stranger = Event.objects.filter(seal=None, unsealed=None).order_by("pk").first()
    if stranger:
        return Flaw(INSERTED, stranger.pk)
    for note in Unsealed.objects.order_by("pk").iterator(ROWS_AT_ONCE):
        event = Event.objects.select_related("private").filter(pk=note.pk).first()
        if event is None:
            return Flaw(MISSING, note.pk)
        if not is_same(note.signature, signature(event)) or not is_private_part_good(event):
            return Flaw(INSERTED, event.pk)
    return None
