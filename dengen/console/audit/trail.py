"""The event trail in the reviewer's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.models import Account, PasswordRequest, RetirementRequest
from dengen.console.audit.words import event_words, reason_words
from dengen.console.queues.review_queue import APPLICATIONS, LISTINGS, ReviewQueue
from dengen.console.queues.review_step import ReviewStep
from dengen.database.prepared import Prepared
from dengen.events.models import Event
from dengen.japan.written_days import long_moment

OUTCOMES = {
    "approved": gettext_lazy("承認しました"),
    "denied": gettext_lazy("否認しました"),
    "deleted": gettext_lazy("削除しました"),
    "cancelled": gettext_lazy("取り下げました"),
    "reopened": gettext_lazy("審査待ちに戻しました"),
    "changed": gettext_lazy("変更しました"),
    "removed": gettext_lazy("削除しました"),
    "granted": gettext_lazy("再設定しました"),
}
# What ends a request, by name of the event about its account.
ENDING: dict[type[models.Model], tuple[str, ...]] = {
    PasswordRequest: ("password_reset.granted", "password_reset.denied", "account.retired"),
    RetirementRequest: ("retirement.cancelled", "account.retired"),
}
QUEUES = (APPLICATIONS, LISTINGS)
# The newest events, among which decisions are sought: the trail may grow to any length.
EVENTS_LOOKED_THROUGH = 10_000
DECISIONS = [f"{queue.name}.{outcome}" for queue in QUEUES for outcome in ReviewStep.values]
NUMBERS = Prepared(lambda: Event.objects.order_by("-pk").values_list("pk"))
DECIDED = Prepared(
    lambda above: (
        Event.objects.filter(pk__gt=above, name__in=DECISIONS)
        .select_related("actor")
        .order_by("-pk")
    ),
    above=models.BigIntegerField(),
)


@dataclass(frozen=True)
class Entry:
    """One decision as the home page shows it; `item` is None when it was deleted since."""

    event: Event
    queue: ReviewQueue
    item: Any

    @property
    def outcome(self) -> ReviewStep:
        """What was done."""
        return ReviewStep(self.event.name.rpartition(".")[2])

    @property
    def reason(self) -> str:
        """Why it was denied; "" for the other steps."""
        return reason_words(self.event)

    @property
    def label(self) -> str:
        """What the item is called."""
        return self.queue.naming(self.item) if self.item else _("削除された掲載情報")

    @property
    def url(self) -> str:
        """Where the item can be seen, or ""."""
        return self.queue.url(self.item) if self.item else ""


def recent_decisions(limit: int) -> list[Entry]:
    """Return the last decisions of all reviewers, newest first; none from very long ago."""
    newest = next(iter(NUMBERS.first(1)), (0,))[0]
    shown = DECIDED.first(limit, above=newest - EVENTS_LOOKED_THROUGH)
    entries = [entry for queue in QUEUES for entry in _entries(queue, shown)]
    return sorted(entries, key=lambda entry: entry.event.pk, reverse=True)


def steps_of(queue: ReviewQueue, item: models.Model) -> list[Entry]:
    """Return all decisions on one item, the oldest first."""
    names = [f"{queue.name}.{outcome}" for outcome in ReviewStep.values]
    events = Event.objects.about(item).filter(name__in=names).select_related("actor", "private")
    return [Entry(event, queue, item) for event in events]


def last_event(item: models.Model) -> Event | None:
    """Return the last event of the item; of a request, the event that ended it."""
    events = Event.objects.about(item)
    if names := ENDING.get(type(item)):
        events = Event.objects.about(item.account).filter(name__in=names)  # type: ignore[attr-defined]
        events = events.filter(occurred_at__gte=item.submitted_at)  # type: ignore[attr-defined]
    return events.select_related("actor__organization", "actor__login").last()


def last_step(item: models.Model) -> str:
    """Return who did what with the item last, and when: one sentence, or "" if nothing happened."""
    event = last_event(item)
    return what_happened(event) if event else ""


def what_happened(event: Event) -> str:
    """Return who did it, and when: one sentence."""
    outcome = "cancelled" if event.particular("cancelled") else event.name.rpartition(".")[2]
    told = {"moment": long_moment(event.occurred_at), "step": event_words(event)}
    if event.actor is None:
        return _("%(moment)sに記録された操作：%(step)s。") % told
    told |= {"name": _name_of(event.actor), "done": str(OUTCOMES.get(outcome, ""))}
    if told["done"]:
        return _("%(moment)sに%(name)sさんが%(done)s。") % told
    return _("%(moment)sに%(name)sさんが行った操作：%(step)s。") % told


def _name_of(actor: Account) -> str:
    words = (actor.organization_name, actor.full_name)
    return " ".join(word for word in words if word) or actor.login_id


def _entries(queue: ReviewQueue, events: Iterable[Event]) -> list[Entry]:
    ours = [event for event in events if event.name.startswith(f"{queue.name}.")]
    items = queue.kept().in_bulk({event.subject_id for event in ours})
    return [Entry(event, queue, items.get(event.subject_id)) for event in ours]
