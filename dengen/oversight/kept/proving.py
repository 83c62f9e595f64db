"""What is kept, compared with the trail: everything is added up once more, in memory."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from dengen.database.among import Among
from dengen.events.models import Seal
from dengen.mail import alive
from dengen.oversight.implied.comparing import Difference
from dengen.oversight.kept.adding import EVENTS_AT_ONCE, rules
from dengen.oversight.kept.book import Book
from dengen.oversight.kept.loading import facts_of, steps_of
from dengen.oversight.kept.tables import AddedUp, DaySum, Waited, Waiting

COLUMNS = [field.attname for field in Waited._meta.concrete_fields]


def differences() -> Iterator[Difference]:
    """Return what differs from what the trail says. What is to be added up anew proves nothing."""
    state = AddedUp.objects.first()
    if state is None or state.rules != rules():
        return
    book, reached = Book({}), 0
    while reached < state.number:
        reached, found = _replay(book, reached, state.number)
        yield from found
        alive.heartbeat()
    with transaction.atomic():  # nothing is added meanwhile
        state = AddedUp.objects.select_for_update().get(pk=state.pk)
        while reached < state.number:
            reached, found = _replay(book, reached, state.number)
            yield from found
        yield from [*_unknown(state.number), *_sums(book), *_waiting(book)]


def _replay(book: Book, after: int, until: int) -> tuple[int, list[Difference]]:
    """Go on with the book; return how far, and what differs of the waits that ended there."""
    seals = Seal.objects.filter(number__gt=after, number__lte=until).order_by("number")
    events = dict(seals.values_list("number", "event_id")[:EVENTS_AT_ONCE])
    steps = steps_of([*events.values()])
    book.facts = facts_of(steps)
    book.waited.clear()
    book.take(steps)
    implied = {one.event_id: _values(one) for one in book.waited}
    kept = Waited.objects.filter(Among(F("pk"), [*events.values()]))
    found = {one.event_id: _values(one) for one in kept}
    return max(events, default=until), list(_compared("oversight.waited", implied, found))


def _values(one: Waited) -> dict[str, Any]:
    return {name: getattr(one, name) for name in COLUMNS}


def _compared(label: str, implied: dict[int, Any], found: dict[int, Any]) -> Iterator[Difference]:
    for pk in sorted(implied.keys() | found.keys()):
        if pk not in implied or pk not in found:
            yield Difference(label, pk, "id", pk if pk in implied else None, found.get(pk) and pk)
            continue
        for name, value in implied[pk].items():
            if found[pk][name] != value:
                yield Difference(label, pk, name, value, found[pk][name])
                break


def _unknown(number: int) -> Iterable[Difference]:
    """Return a wait whose event isn't among those added up."""
    added = Seal.objects.filter(event_id=OuterRef("pk"), number__lte=number)
    strangers = Waited.objects.filter(~Exists(added)).order_by("pk")[:1]
    return [Difference("oversight.waited", one.pk, "id", None, one.pk) for one in strangers]


def _sums(book: Book) -> Iterator[Difference]:
    found = {(row.what, row.day, row.key): row for row in DaySum.objects.iterator()}
    for key in sorted(found.keys() | book.sums.keys()):
        row = found.get(key)
        if (row.number if row else 0) != book.sums[key]:
            what, day, name = key
            label = f"{what} {day} {name}"
            told = row.number if row else None
            yield Difference("oversight.daysum", row.pk if row else 0, label, book.sums[key], told)


def _waiting(book: Book) -> Iterator[Difference]:
    found = {
        (row.queue, row.subject_id): (row.came_at, row.party) for row in Waiting.objects.iterator()
    }
    implied = {place: (one.came_at, one.party) for place, one in book.waiters.items()}
    for place in sorted(found.keys() | implied.keys()):
        if found.get(place) != implied.get(place):
            queue, subject = place
            told = [str(one[0]) if one else None for one in (implied.get(place), found.get(place))]
            yield Difference("oversight.waiting", subject, queue, *told)
