"""The trail's vocabulary in the words of the screen. What has none is shown as it is."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from dengen.console.audit.vocabulary import EVENTS, PARTICULARS, VALUES
from dengen.events.models import Event
from dengen.japan.written_days import short_moment

ERASED = _("（個人情報とともに消去済み）")
CHANNELS = {"web": _("画面"), "command": _("コマンド")}


def event_words(event: Event) -> str:
    """Return what was done."""
    return str(EVENTS.get(event.name, event.name))


def particulars_words(event: Event) -> list[tuple[str, str]]:
    """Return the particulars, each with its label."""
    told = dict(event.all_particulars)
    if event.is_erased:
        told["reason"] = ERASED
    return [(str(PARTICULARS.get(name, name)), _value_words(name, told[name])) for name in told]


def reason_words(event: Event) -> str:
    """Return the reason that was given with the step; "" if there was none."""
    return str(ERASED) if event.is_erased else event.particular("reason") or ""


def channel_words(event: Event) -> str:
    """Return how it came in."""
    return str(CHANNELS.get(event.channel, event.channel))


def _value_words(name: str, value: Any) -> str:
    if isinstance(value, list):
        return _("、").join(_value_words(name, one) for one in value)
    known = VALUES.get(name, {})
    if known and value in known:
        return str(known[value])
    moment = _moment(value)
    return short_moment(moment) if moment else "" if value is None else str(value)


def _moment(value: Any) -> datetime | None:
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
