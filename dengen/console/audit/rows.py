"""Events as people read them: when, who did what to which thing, from where, and particulars."""

from collections.abc import Sequence
from dataclasses import dataclass

from dengen.console.audit.kinds import KINDS
from dengen.console.audit.subjects import Named, subjects_of
from dengen.console.audit.words import channel_words, event_words, particulars_words
from dengen.events.models import Event

WITH_ACTOR = ("actor__login", "actor__organization", "private")


@dataclass(frozen=True)
class Row:
    """One event, and what it is about."""

    event: Event
    subject: Named

    @property
    def what(self) -> str:
        """What was done, in words; the code stands in `event.name`."""
        return event_words(self.event)

    @property
    def kind(self) -> str:
        """The kind of thing it was done to."""
        kind = KINDS.get(self.event.subject_type)
        return str(kind.label) if kind else self.event.subject_type

    @property
    def channel(self) -> str:
        """How it came in."""
        return channel_words(self.event)

    @property
    def particulars(self) -> list[tuple[str, str]]:
        """Labels and values."""
        return particulars_words(self.event)


def rows_of(events: Sequence[Event]) -> list[Row]:
    """Return the rows of these events; they should come with `WITH_ACTOR`."""
    subjects = subjects_of(events)
    return [Row(event, subjects[event.subject_type, event.subject_id]) for event in events]
