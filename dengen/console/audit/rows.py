"""Events as people read them: when, who did what to which thing, from where, and particulars."""

from collections.abc import Sequence
from dataclasses import dataclass

from dengen.console.audit.subjects import Named, subjects_of
from dengen.console.audit.words import Words, words
from dengen.events.models import Event

WITH_ACTOR = ("actor__login", "actor__organization", "private")


@dataclass(frozen=True)
class Row:
    """One event, what it is about, and the words for it."""

    event: Event
    subject: Named
    words: Words

    @property
    def what(self) -> str:
        """What was done, in words; the code stands in `event.name`."""
        return self.words.event(self.event)

    @property
    def kind(self) -> str:
        """The kind of thing it was done to."""
        return self.words.kind(self.event)

    @property
    def channel(self) -> str:
        """How it came in."""
        return self.words.channel(self.event)

    @property
    def particulars(self) -> list[tuple[str, str]]:
        """Labels and values."""
        return self.words.particulars(self.event)


def rows_of(events: Sequence[Event]) -> list[Row]:
    """Return the rows of these events; they should come with `WITH_ACTOR`."""
    subjects, spoken = subjects_of(events), words()
    return [Row(event, subjects[event.subject_type, event.subject_id], spoken) for event in events]
