"""The trail's vocabulary in the words of the screen. What has none is shown as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dengen.console.audit.kinds import KINDS
from dengen.console.audit.vocabulary import EVENTS, PARTICULARS, VALUES
from dengen.events.models import Event
from dengen.japan.written_days import short_moment

ERASED = _("（個人情報とともに消去済み）")
CHANNELS = {"web": _("画面"), "command": _("コマンド")}


@dataclass(frozen=True)
class Words:
    """The vocabulary in one language: a file of a million events translates each word once."""

    events: dict[str, str]
    kinds: dict[str, str]
    channels: dict[str, str]
    labels: dict[str, str]
    values: dict[str, dict[Any, str]]

    def event(self, event: Event) -> str:
        """Return what was done."""
        return self.events.get(event.name, event.name)

    def kind(self, event: Event) -> str:
        """Return the kind of thing it was done to."""
        return self.kinds.get(event.subject_type, event.subject_type)

    def channel(self, event: Event) -> str:
        """Return how it came in."""
        return self.channels.get(event.channel, event.channel)

    def particulars(self, event: Event) -> list[tuple[str, str]]:
        """Return the particulars, each with its label."""
        told = event.all_particulars
        if event.is_erased:
            told["reason"] = str(ERASED)
        return [(self.labels.get(name, name), self._value(name, told[name])) for name in told]

    def _value(self, name: str, value: Any) -> str:
        if isinstance(value, list):
            return str(_("、")).join(self._value(name, one) for one in value)
        known = self.values.get(name)
        if known and value in known:
            return known[value]
        moment = _moment(value)
        return short_moment(moment) if moment else "" if value is None else str(value)


def words() -> Words:
    """Return those of the language that is spoken."""
    return _words_in(get_language())


def event_words(event: Event) -> str:
    """Return what was done."""
    return words().event(event)


def reason_words(event: Event) -> str:
    """Return the reason that was given with the step; "" if there was none."""
    return str(ERASED) if event.is_erased else event.particular("reason") or ""


@cache
def _words_in(language: str | None) -> Words:
    return Words(
        _told(EVENTS),
        _told({name: kind.label for name, kind in KINDS.items()}),
        _told(CHANNELS),
        _told(PARTICULARS),
        {name: _told(known) for name, known in VALUES.items()},
    )


def _told(vocabulary: Mapping[Any, Any]) -> dict[Any, str]:
    return {key: str(word) for key, word in vocabulary.items()}


def _moment(value: Any) -> datetime | None:
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
