"""What the trail can't prove, accepted as it is: by whom, and why.

For what was sealed or signed with a wrong key before anybody noticed, for a key that is lost, and
for an end of the trail that is gone: the board can go on, and the step is on record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

from django.db import models, transaction

from dengen import clock
from dengen.accounts.models import Account
from dengen.events import head
from dengen.events.acknowledged import Acknowledgements
from dengen.events.digests import AcknowledgementDigest, is_same, signature
from dengen.events.flaw import CHANGED, flaw_of
from dengen.events.models import Event, Seal, Unsealed
from dengen.events.trail import record
from dengen.events.verification import sealed
from dengen.review.seconded import clean_reason

type Link = tuple[Seal, Event | None]


class NothingToAcknowledge(Exception):
    """The trail has nothing that could be acknowledged; `str()` of it says why."""


@dataclass(frozen=True)
class Part:
    """Consecutive seals that don't fit the key; `cover` is over them and their events."""

    first: int
    last: int
    cover: str


class Acknowledgement(models.Model):
    """One such step; what it covers stands in its event alone, where it is sealed."""

    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"acknowledgement {self.pk}"

    @classmethod
    def make(cls, *, by: Account | None, reason: str, is_key_lost: bool = False) -> Self:
        """Record that the first part that doesn't fit, and what waits, is accepted as it is.

        `by` is one of the staff, or None for a restoration. Raise `NothingToAcknowledge`, or
        `django.core.exceptions.ValidationError` without a reason.
        """
        reason = clean_reason(reason) if by else reason
        part = _first_bad_part(is_key_lost=is_key_lost)
        noted = head.read()
        is_cut = noted and not head.is_passed(noted.head) and not head.is_explained(noted)
        notes = _bad_notes()
        if not (part or is_cut or notes):
            raise NothingToAcknowledge("The trail is whole: there is nothing to acknowledge.")
        told: dict[str, Any] = {"reason": reason}
        if part:
            told |= {"first": part.first, "last": part.last, "cover": part.cover}
        if noted and is_cut:
            told["head"] = noted.head
        if notes:
            told |= {"count": len(notes), "events": [notes[0].pk, notes[-1].pk]}
        with transaction.atomic():
            Unsealed.objects.bulk_update(notes, ["signature"], batch_size=500)
            made = cls.objects.create()
            record("trail.acknowledged", made, by=by, **told)
        return made


def _first_bad_part(*, is_key_lost: bool) -> Part | None:
    known = Acknowledgements()
    good: Seal | None = None
    links: Iterator[Link] = sealed()
    for seal, event in links:
        if known.takes(seal, event, good):
            good = seal
            continue
        flaw = flaw_of(seal, event, good)
        if flaw is None:
            good = seal
            continue
        if flaw.kind != CHANGED:
            raise NothingToAcknowledge("An event is missing: nobody can say what it was.")
        part = _run(chain([(seal, event)], links), good)
        if not is_key_lost and good is None and part.last == Seal.objects.latest("number").number:
            raise NothingToAcknowledge(
                "No event of the trail was sealed with this key: it is not this board's."
            )
        return part
    return None


def _run(links: Iterable[Link], before: Seal | None) -> Part:
    cover = AcknowledgementDigest()
    first = last = 0
    for seal, event in links:
        if event is None or seal.number != (before.number if before else 0) + 1:
            break
        if last and flaw_of(seal, event, before) is None:
            break
        cover.add(seal.digest, event)
        first, last, before = first or seal.number, seal.number, seal
    return Part(first, last, cover.hexdigest())


def _bad_notes() -> list[Unsealed]:
    """Return the notes that don't fit, now with the signature that does."""
    bad = []
    for note in Unsealed.objects.order_by("pk").iterator(1000):
        event = Event.objects.filter(pk=note.pk).first()
        if event and not is_same(note.signature, signature(event)):
            note.signature = signature(event)
            bad.append(note)
    return bad
