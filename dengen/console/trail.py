"""The event trail in the reviewer's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.console.audit.words import reason_words
from dengen.console.desks import APPLICATIONS, LISTINGS, Desk
from dengen.events.models import Event
from dengen.japan.written_days import long_moment

DONE = {
    "approved": gettext_lazy("承認"),
    "denied": gettext_lazy("否認"),
    "deleted": gettext_lazy("削除"),
    "reopened": gettext_lazy("再審査に"),
}
STEPS = ("approved", "denied", "reopened")
DESKS = (APPLICATIONS, LISTINGS)
LATELY = 10_000  # events that are looked through, so that the trail may grow as it likes
DECISIONS = [f"{desk.name}.{outcome}" for desk in DESKS for outcome in STEPS]


@dataclass(frozen=True)
class Entry:
    """One decision as the home page shows it; `item` is None when it was deleted since."""

    event: Event
    desk: Desk
    item: Any

    @property
    def outcome(self) -> str:
        """ "approved", "denied" or "reopened"."""
        return self.event.name.rpartition(".")[2]

    @property
    def reason(self) -> str:
        """Why it was denied; "" for the other steps."""
        return reason_words(self.event)

    @property
    def label(self) -> str:
        """What the item is called."""
        return self.desk.naming(self.item) if self.item else _("削除された掲載情報")

    @property
    def url(self) -> str:
        """Where the item can be seen, or ""."""
        return self.desk.url(self.item) if self.item else ""


def recent_decisions(limit: int) -> list[Entry]:
    """The last decisions of all reviewers, newest first; none from very long ago."""
    newest = Event.objects.order_by("pk").last()
    lately = Event.objects.filter(pk__gt=newest.pk - LATELY if newest else 0)
    events = lately.filter(name__in=DECISIONS).select_related("actor").order_by("-pk")
    shown = list(events[:limit])
    entries = [entry for desk in DESKS for entry in _entries(desk, shown)]
    return sorted(entries, key=lambda entry: entry.event.pk, reverse=True)


def steps_of(desk: Desk, item: models.Model) -> list[Entry]:
    """All decisions on one item, the oldest first."""
    names = [f"{desk.name}.{outcome}" for outcome in STEPS]
    events = Event.objects.about(item).filter(name__in=names).select_related("actor", "private")
    return [Entry(event, desk, item) for event in events]


def last_step(item: models.Model) -> str:
    """Who did what with the item last, and when: one sentence, or "" if nobody did anything."""
    event = Event.objects.about(item).select_related("actor").last()
    if event is None or event.actor is None:
        return ""
    done = DONE.get(event.name.rpartition(".")[2])
    if done is None:
        return ""
    moment = long_moment(event.occurred_at)
    return _("%(moment)sに%(name)sさんが%(done)sしました。") % {
        "moment": moment,
        "name": event.actor.full_name or event.actor.login_id,
        "done": done,
    }


def _entries(desk: Desk, events: Iterable[Event]) -> list[Entry]:
    ours = [event for event in events if event.name.startswith(f"{desk.name}.")]
    items = desk.kept().in_bulk({event.subject_id for event in ours})
    return [Entry(event, desk, items.get(event.subject_id)) for event in ours]
