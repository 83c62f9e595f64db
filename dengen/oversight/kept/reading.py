"""The one reader of what is kept: the tables, and in memory whatever happened after them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from heapq import merge

from django.db.models import Count, F, QuerySet, Sum

from dengen.database.among import Among
from dengen.events.models import Seal, Unsealed
from dengen.oversight.kept.adding import rules
from dengen.oversight.kept.book import CAME, OUT_OF_TURN, Book
from dengen.oversight.kept.closing import Closing
from dengen.oversight.kept.loading import book_for, steps_of
from dengen.oversight.kept.tables import AddedUp, DaySum, Waited

MOST_EVENTS = 20_000  # newer ones that a page adds up itself
ROWS_AT_ONCE = 1000
TRIES = 3

type Ends = Counter[tuple[str, int, bool]]  # outcome, business days, out of turn


class StillAddingUp(Exception):
    """So many events aren't added up yet (`left`) that no page should do it; the worker does."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} events are not added up yet")
        self.left = left


def read[T](make: Callable[["Kept"], T]) -> T:
    """Return what `make` finds, made again if something was added up meanwhile.

    Raise `StillAddingUp`.
    """
    for _ in range(TRIES):
        kept = Kept()
        made = make(kept)
        if kept.number == _number():
            break
    return made


class Kept:
    """All that follows from the trail up to now; days are in Tokyo, periods hold both ends."""

    def __init__(self) -> None:
        self.number = _number()
        self._rest = _rest(self.number)

    def day_sums(self, what: str, first: date, last: date) -> Counter[tuple[date, str]]:
        """Return the sums of those days, by day and key."""
        rows = DaySum.objects.filter(what=what, day__gte=first, day__lte=last)
        found = Counter({(day, key): number for day, key, number in rows.values_list(*_COLUMNS)})
        for (kind, day, key), number in self._rest.sums.items():
            if kind == what and first <= day <= last:
                found[day, key] += number
        return found

    def totals(self, what: str, until: date) -> Counter[str]:
        """Return the sums of all days up to that one, by key."""
        rows = DaySum.objects.filter(what=what, day__lte=until).order_by()
        found = Counter(dict(rows.values_list("key").annotate(Sum("number"))))
        for (kind, day, key), number in self._rest.sums.items():
            if kind == what and day <= until:
                found[key] += number
        return found

    def count_waiting(self, queue: str, until: date) -> int:
        """Return how many waited when that day ended."""
        totals = self.totals(queue, until)
        return 2 * totals[CAME] - totals.total()  # those that came, without all that left

    def ended(self, queue: str, first: date, last: date) -> dict[date, Ends]:
        """Return how the waits of each day ended."""
        found: dict[date, Ends] = {}
        for (day, key), number in self.day_sums(queue, first, last).items():
            if key != CAME:
                outcome, days, turn = key.split(":")
                ends = found.setdefault(day, Counter())
                ends[outcome, int(days), turn == OUT_OF_TURN] += number
        return found

    def waits(self, queue: str, first: date, last: date) -> Iterator[Waited]:
        """Return all waits that ended in the period, in that order, in constant memory."""
        rows = _in_order(_within(queue, first, last))
        return merge(rows.iterator(ROWS_AT_ONCE), self._newer(queue, first, last), key=_order)

    def out_of_turn(self, queue: str, first: date, last: date, most: int) -> list[Waited]:
        """Return the first decisions of the period that passed over something older."""
        passing = _within(queue, first, last).filter(overtook__gt=0)
        rows = _in_order(passing).exclude(outcome=Closing.DELETED)[:most]
        newer = (one for one in self._newer(queue, first, last) if one.overtook)
        decided = (one for one in newer if one.outcome != Closing.DELETED)
        return list(merge(rows, decided, key=_order))[:most]

    def counts_of_parties(self, queue: str, first: date, last: date) -> Counter[int]:
        """Return how many decisions were each party has had."""
        decided = _within(queue, first, last).exclude(outcome=Closing.DELETED)
        rows = decided.order_by().values_list("party").annotate(count=Count("*"))
        found = Counter(dict(rows))
        newer = self._newer(queue, first, last)
        found.update(one.party for one in newer if one.outcome != Closing.DELETED)
        return found

    def ends_of_parties(
        self, queue: str, first: date, last: date, parties: Iterable[int]
    ) -> Counter[tuple[int, str, int]]:
        """Return how many waits of these parties ended in which way, after how many days."""
        asked = set(parties)
        theirs = _within(queue, first, last).filter(Among(F("party"), asked))
        columns = ("party", "outcome", "days")
        rows = theirs.order_by().values_list(*columns).annotate(count=Count("*"))
        found = Counter({(by, outcome, days): count for by, outcome, days, count in rows})
        for one in self._newer(queue, first, last):
            if one.party in asked:
                found[one.party, one.outcome, one.days] += 1
        return found

    def are_first(self, events: Iterable[int]) -> set[int]:
        """Return those of these events that ended a wait."""
        asked = set(events)
        kept = Waited.objects.filter(pk__in=asked).values_list("pk", flat=True)
        return {*kept, *(asked & self._newer_ids)}

    @cached_property
    def _newer_ids(self) -> set[int]:
        return {one.event_id for one in self._rest.waited}

    def _newer(self, queue: str, first: date, last: date) -> list[Waited]:
        ours = (one for one in self._rest.waited if one.queue == queue)
        return sorted((one for one in ours if first <= one.closed_on <= last), key=_order)


_COLUMNS = ("day", "key", "number")


def _order(one: Waited) -> tuple[date, int]:
    return one.closed_on, one.event_id


def _in_order(rows: QuerySet[Waited]) -> QuerySet[Waited]:
    return rows.order_by("closed_on", "event_id")


def _within(queue: str, first: date, last: date) -> QuerySet[Waited]:
    return Waited.objects.filter(queue=queue, closed_on__gte=first, closed_on__lte=last)


def _number() -> int:
    state = AddedUp.objects.first()
    if state and state.rules != rules():  # the worker is about to add up everything anew
        raise StillAddingUp(Seal.objects.count())
    return state.number if state else 0


def _rest(number: int) -> Book:
    """Return what follows from the events after that seal: sealed ones, then the others."""
    sealed = Seal.objects.filter(number__gt=number).order_by("number")
    waiting = Unsealed.objects.order_by("pk")
    pks = [
        *sealed.values_list("event_id", flat=True)[: MOST_EVENTS + 1],
        *waiting.values_list("pk", flat=True)[: MOST_EVENTS + 1],
    ]
    if len(pks) > MOST_EVENTS:
        raise StillAddingUp(sealed.count() + waiting.count())
    steps = steps_of(pks)
    book = book_for(steps, number)
    book.take(steps)
    return book
