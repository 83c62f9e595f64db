"""Many events at once, each with the note that `record()` makes for its seal."""

from typing import Any

from django.db.models import Max, Model

from dengen.demo.bulk.deterministic_random import unique
from dengen.demo.bulk.inserting import insert
from dengen.events.digests import private_digest, signature
from dengen.events.models import PRIVATE, Event, PrivateParticulars, Unsealed


class Trail:
    """Numbers the events as the database would; `write()` keeps what was noted since the last."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.count = 0
        self._events: list[Event] = []
        self._private: list[PrivateParticulars] = []

    def note(
        self, name: str, subject: type[Model], pk: int, at: Any, *, by: Any, **particulars: Any
    ) -> None:
        """Note one event, `private` as in `record()`; by a person it comes from the web."""
        self.count += 1
        if private := particulars.pop(PRIVATE, None):
            salt = unique(self._key, "salt", self.count).hex
            kept = PrivateParticulars(event_id=self.count, values=private, salt=salt)
            self._private.append(kept)
            particulars[PRIVATE] = private_digest(private, salt)
        event = Event(
            pk=self.count,
            name=name,
            subject_type=subject._meta.label_lower,
            subject_id=pk,
            actor_id=by,
            particulars=particulars,
            channel="command",
            occurred_at=at,
        )
        if by or name == "application.submitted":
            event.channel, event.address = "web", address(by or pk)
            event.request_id = unique(self._key, "request", self.count).hex
        self._events.append(event)

    def write(self) -> None:
        """Keep them."""
        notes = [Unsealed(event_id=one.pk, signature=signature(one)) for one in self._events]
        insert(Event, self._events)
        insert(Unsealed, notes)
        insert(PrivateParticulars, self._private)
        self._events.clear()
        self._private.clear()


def address(person: int) -> str:
    """Return where somebody writes from: an address that belongs to nobody."""
    return f"2001:db8::{person:x}"


def length() -> int:
    """Return the number of the last event, or 0."""
    return Event.objects.aggregate(last=Max("pk"))["last"] or 0
