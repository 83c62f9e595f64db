"""What follows for the kept sums from each event, one after another.

Kinds of sums, and their keys:
- a queue ("application", "listing"): `came`, or how a wait ended (see `ended_key`), by the day;
- `STANDING`: how many more listings members see from that day on, by area and side;
- `DENIALS`: all denials of the day by queue, later ones too.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from dengen.japan.business_days import business_days_between
from dengen.japan.days import LAST_DAY
from dengen.listings.listing.as_of import APPEARED, CHANGES
from dengen.listings.presets.reason_preset import QueueName
from dengen.oversight.kept.closing import Closing
from dengen.oversight.kept.tables import Waited

SUBMITTED, CONFIRMED = "submitted", "confirmed"
CAME, STANDING, DENIALS = "came", "standing", "denials"
IN_TURN, OUT_OF_TURN = "", "out"
NAMES = {f"{noun}.{step}" for noun in QueueName for step in (SUBMITTED, CONFIRMED, *Closing)}

type Place = tuple[str, int]  # queue, subject
type SumKey = tuple[str, date, str]


class Step(NamedTuple):
    """The columns of an event that count here."""

    pk: int
    name: str
    subject_id: int
    actor_id: int | None
    occurred_at: datetime
    particulars: dict[str, Any]

    @property
    def noun(self) -> str:
        """The queue that it may belong to."""
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        """What was done."""
        return self.name.rpartition(".")[2]


class Facts(NamedTuple):
    """What a listing says of itself, which never changes."""

    area: str
    side: str
    start_on: date
    end_on: date | None


@dataclass(frozen=True)
class Waiter:
    """Since when something waits, and whose it is; see `Waiting`."""

    came_at: datetime
    party: int


@dataclass
class Book:
    """What is known before the first event, and what has followed since.

    `waiters` must hold those that the events are about and, for each of them that is decided, all
    that came before it; `seen` the listings of these events that members saw.
    """

    facts: Mapping[int, Facts]
    waiters: dict[Place, Waiter] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    sums: Counter[SumKey] = field(default_factory=Counter)
    waited: list[Waited] = field(default_factory=list)
    came: set[Place] = field(default_factory=set)
    left: set[Place] = field(default_factory=set)

    def __post_init__(self) -> None:
        lines: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
        for (queue, subject), waiter in self.waiters.items():
            lines[queue].append((waiter.came_at, subject))
        self._lines = lines
        for line in lines.values():
            line.sort()

    def take(self, steps: Iterable[Step]) -> None:
        """Note what follows from these, in the order of the chain."""
        for step in steps:
            if step.verb in Closing:
                self._close(step)
            elif comes(step):
                self._come(step)
            if step.name in CHANGES:
                self._change(step)
            if step.verb == Closing.DENIED:
                self.sums[DENIALS, localdate(step.occurred_at), step.noun] += 1

    def _come(self, step: Step) -> None:
        place = step.noun, step.subject_id
        if place in self.waiters:
            return
        party = step.subject_id if step.noun == QueueName.APPLICATION else step.actor_id or 0
        self.waiters[place] = Waiter(step.occurred_at, party)
        insort(self._lines[step.noun], (step.occurred_at, step.subject_id))
        self.came.add(place)
        self.sums[step.noun, localdate(step.occurred_at), CAME] += 1

    def _close(self, step: Step) -> None:
        place = step.noun, step.subject_id
        waiter = self.waiters.pop(place, None)
        if waiter is None:
            return
        line = self._lines[step.noun]
        overtook = bisect_left(line, (waiter.came_at, step.subject_id))
        line.pop(overtook)
        if place in self.came:
            self.came.remove(place)
        else:
            self.left.add(place)
        closed_on = localdate(step.occurred_at)
        wait = Waited(
            event_id=step.pk,
            queue=step.noun,
            subject_id=step.subject_id,
            party=waiter.party,
            came_at=waiter.came_at,
            closed_on=closed_on,
            outcome=step.verb,
            days=business_days_between(localdate(waiter.came_at), closed_on),
            overtook=overtook,
        )
        self.waited.append(wait)
        self.sums[step.noun, closed_on, ended_key(wait.outcome, wait.days, overtook)] += 1

    def _change(self, step: Step) -> None:
        appears = step.name == APPEARED
        if appears == (step.subject_id in self.seen) or step.subject_id not in self.facts:
            return
        (self.seen.add if appears else self.seen.discard)(step.subject_id)
        facts = self.facts[step.subject_id]
        for day, change in _shown(facts, localdate(step.occurred_at), 1 if appears else -1):
            self.sums[STANDING, day, f"{facts.area}:{facts.side}"] += change


def comes(step: Step) -> bool:
    """Return whether with this step something begins to wait for the operator.

    An application whose address must be confirmed comes when it is.
    """
    if step.verb == SUBMITTED:
        return not step.particulars.get("unconfirmed")
    return step.verb == CONFIRMED and step.particulars.get("field") == "email"


def ended_key(outcome: str, days: int, overtook: int) -> str:
    """Return the key of how a wait ended: with what, after how many days, and if in turn."""
    return f"{outcome}:{days}:{OUT_OF_TURN if overtook else IN_TURN}"


def _shown(facts: Facts, day: date, change: int) -> Iterator[tuple[date, int]]:
    """Return from which days on it counts that members see it since that day, or no longer do."""
    first = max(day, facts.start_on)
    if facts.end_on is None or facts.end_on > LAST_DAY:
        yield first, change
    elif first <= facts.end_on:
        yield first, change
        yield facts.end_on + timedelta(days=1), -change
