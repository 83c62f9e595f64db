"""Was everybody treated alike? Order, time to decide and denials of one queue in a period."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.functional import Promise

from dengen.accounts.models import Application
from dengen.console.audit.rows import WITH_ACTOR
from dengen.console.audit.subjects import Named, subjects_of
from dengen.console.audit.words import reason_words
from dengen.console.neutrality.organizations import organizations_of, tallies_of
from dengen.console.neutrality.tally import Tally
from dengen.database.among import Among
from dengen.events.models import Event
from dengen.japan.business_days import today
from dengen.japan.moments import end_of, start_of
from dengen.listings.models import Listing
from dengen.listings.presets.reason_preset import QueueName
from dengen.oversight.kept.book import DENIALS
from dengen.oversight.kept.closing import Closing
from dengen.oversight.kept.reading import Kept
from dengen.oversight.models import Waited

MOST_TABLE_ROWS = 100  # rows; the file has every decision
ROWS_AT_ONCE = 1000
MOST_BY_NAME = 5000  # events


@dataclass(frozen=True)
class Decided:
    """The first decision on one thing, and how long that had waited."""

    wait: Waited
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


@dataclass(frozen=True)
class Report:
    """One queue in one period. Of long tables it has the first rows, and how many there are."""

    noun: str
    tally: Tally
    withdrawn: int  # deleted before anybody decided
    waiting: int  # when the period ended
    out_of_turn: list[Decided]
    organizations: list[tuple[str, Tally]]  # the most decisions first
    organization_count: int
    denials: list[Denial]  # the latest, oldest first
    denial_count: int

    @property
    def label(self) -> str | Promise:
        """What the queue is of."""
        return QueueName(self.noun).label

    @property
    def in_turn(self) -> int:
        """How many were decided in their turn."""
        return self.tally.count - self.tally.out_of_turn

    @property
    def denials_by_organization(self) -> list[Denial]:
        """The denials, those of one business together."""
        return sorted(self.denials, key=lambda denial: denial.organization)


def report(kept: Kept, noun: str, first: date, last: date) -> Report:
    """Return the report on the "application" or "listing" queue."""
    ends: Counter[tuple[str, int, bool]] = Counter()
    for those_of_a_day in kept.ended(noun, first, last).values():
        ends.update(those_of_a_day)
    decided = Counter({end: count for end, count in ends.items() if end[0] != Closing.DELETED})
    out_of_turn = kept.out_of_turn(noun, first, last, MOST_TABLE_ROWS)
    organizations = organizations_of(kept, noun, first, last)
    denials = kept.day_sums(DENIALS, first, last)
    denial_count = sum(count for (_day, queue), count in denials.items() if queue == noun)
    return Report(
        noun,
        Tally(decided),
        withdrawn=ends.total() - decided.total(),
        waiting=kept.count_waiting(noun, last),
        out_of_turn=list(_named(noun, out_of_turn)),
        organizations=tallies_of(kept, noun, first, last, organizations[:MOST_TABLE_ROWS]),
        organization_count=len(organizations),
        denials=_denials(kept, noun, first, last, denial_count),
        denial_count=denial_count,
    )


def decisions(kept: Kept, noun: str, first: date, last: date) -> Iterator[Decided]:
    """Return all first decisions of the period in their order, in constant memory."""
    waits = (one for one in kept.waits(noun, first, last) if one.outcome != Closing.DELETED)
    for some in batched(waits, ROWS_AT_ONCE):
        yield from _named(noun, some)


def _named(noun: str, waits: Sequence[Waited]) -> Iterator[Decided]:
    events = Event.objects.select_related(*WITH_ACTOR).in_bulk([one.event_id for one in waits])
    subjects = subjects_of(events.values())
    names = _names(noun, {one.subject_id for one in waits})
    for one in waits:
        event = events[one.event_id]
        subject = subjects[event.subject_type, event.subject_id]
        yield Decided(one, event, subject, names.get(one.subject_id, ""))


def _denials(kept: Kept, noun: str, first: date, last: date, count: int) -> list[Denial]:
    """Return the newest of the period, of which there are so many."""
    ever = kept.totals(DENIALS, today())[noun]
    # Few of the whole trail are found by the index of names, else the newest soon by that of time.
    name = F("name") if ever <= MOST_BY_NAME else Coalesce(F("name"), Value(""))
    during = Event.objects.filter(
        Exact(name, f"{noun}.denied"),
        occurred_at__gte=start_of(first),
        occurred_at__lt=end_of(last),
    )
    newest = during.order_by("-occurred_at", "-pk").values_list("pk", flat=True)
    pks = list(newest[: min(count, MOST_TABLE_ROWS)])[::-1]
    rows = Event.objects.select_related(*WITH_ACTOR).in_bulk(pks)
    events = [rows[pk] for pk in pks]
    subjects = subjects_of(events)
    names = _names(noun, {event.subject_id for event in events})
    first_ones = kept.are_first(event.pk for event in events)
    return [
        Denial(
            event,
            subjects[event.subject_type, event.subject_id],
            names.get(event.subject_id, ""),
            is_later=event.pk not in first_ones,
        )
        for event in events
    ]


def _names(noun: str, pks: Iterable[int]) -> dict[int, str]:
    """Return what the businesses are called that these are of."""
    if noun == QueueName.APPLICATION:
        applications = Application.objects.filter(Among(F("pk"), pks)).order_by()
        return dict(applications.values_list("pk", "organization_name"))
    listings = Listing.objects.filter(Among(F("pk"), pks)).order_by()
    return dict(listings.values_list("pk", "owner__organization__name"))
