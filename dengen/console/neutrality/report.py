"""Was everybody treated alike? Order, time to decide and denials of one queue in a period."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median

from django.utils.functional import Promise

from dengen.accounts.models import Application
from dengen.console.audit.rows import WITH_ACTOR
from dengen.console.audit.subjects import Named, subjects_of
from dengen.console.audit.words import reason_words
from dengen.console.neutrality.waits import Closing, Wait, count_waiting, waits_that_ended
from dengen.events.models import Event
from dengen.japan.moments import end_of, start_of
from dengen.listings.models import Listing
from dengen.listings.presets.reason_preset import QueueName


@dataclass(frozen=True)
class Decided:
    """The first decision on one thing, and how long that had waited."""

    wait: Wait
    event: Event
    subject: Named
    organization: str


@dataclass(frozen=True)
class Denial:
    """A denial; `is_later` if it withdrew an approval or gave another reason."""

    event: Event
    subject: Named
    organization: str
    is_later: bool

    @property
    def reason(self) -> str:
        """What was written to the applicant or poster."""
        return reason_words(self.event)


class Tally:
    """Decisions in figures."""

    def __init__(self, decided: Sequence[Decided]) -> None:
        self.count = len(decided)
        self.approved = sum(one.wait.outcome == Closing.APPROVED for one in decided)
        self.denied = self.count - self.approved
        days = [one.wait.days for one in decided]
        self.median = median(days) if days else None
        self.longest = max(days, default=None)


@dataclass(frozen=True)
class Report:
    """One queue in one period."""

    noun: str
    decided: list[Decided]
    denials: list[Denial]
    withdrawn: int  # deleted before anybody decided
    waiting: int  # when the period ended

    @property
    def label(self) -> str | Promise:
        """What the queue is of."""
        return QueueName(self.noun).label

    @cached_property
    def tally(self) -> Tally:
        """All decisions in figures."""
        return Tally(self.decided)

    @cached_property
    def out_of_turn(self) -> list[Decided]:
        """Those that were decided while something older waited."""
        return [one for one in self.decided if one.wait.overtook]

    @property
    def in_turn(self) -> int:
        """How many were decided in their turn."""
        return self.tally.count - len(self.out_of_turn)

    @property
    def denials_by_organization(self) -> list[Denial]:
        """All denials, those of one business together."""
        return sorted(self.denials, key=lambda denial: denial.organization)

    @cached_property
    def organizations(self) -> list[tuple[str, Tally]]:
        """Each business with its figures, the most decisions first."""
        groups: dict[str, list[Decided]] = defaultdict(list)
        for one in self.decided:
            groups[one.organization].append(one)
        tallies = [(name, Tally(decided)) for name, decided in groups.items()]
        return sorted(tallies, key=lambda row: (-row[1].count, row[0]))


def report(noun: str, first: date, last: date) -> Report:
    """Return the report on the "application" or "listing" queue."""
    waits = waits_that_ended(noun, first, last)
    closings = [wait.closing_id for wait in waits if wait.is_decided]
    events = Event.objects.select_related(*WITH_ACTOR).in_bulk(closings)
    denials = _denials(noun, first, last)
    subjects = subjects_of([*events.values(), *denials])
    names = _organizations(noun, {pk for _kind, pk in subjects})

    def named(event: Event) -> tuple[Event, Named, str]:
        subject = subjects[event.subject_type, event.subject_id]
        return event, subject, names.get(event.subject_id, "")

    return Report(
        noun,
        [Decided(wait, *named(events[wait.closing_id])) for wait in waits if wait.is_decided],
        [Denial(*named(event), is_later=event.pk not in events) for event in denials],
        withdrawn=sum(not wait.is_decided for wait in waits),
        waiting=count_waiting(noun, end_of(last)),
    )


def _denials(noun: str, first: date, last: date) -> list[Event]:
    denials = Event.objects.filter(
        name=f"{noun}.denied", occurred_at__gte=start_of(first), occurred_at__lt=end_of(last)
    )
    return list(denials.select_related(*WITH_ACTOR).order_by("occurred_at", "pk"))


def _organizations(noun: str, pks: Iterable[int]) -> dict[int, str]:
    if noun == QueueName.APPLICATION:
        applications = Application.objects.filter(pk__in=pks).order_by()
        return dict(applications.values_list("pk", "organization_name"))
    listings = Listing.objects.filter(pk__in=pks).order_by()
    return dict(listings.values_list("pk", "owner__organization__name"))
