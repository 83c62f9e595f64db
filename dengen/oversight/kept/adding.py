"""Adding up what was sealed since: each event once, in the order of the chain."""

from collections import Counter
from hashlib import sha256
from importlib.metadata import version

from django.conf import settings
from django.db import transaction
from django.db.models import F

from dengen.database.among import Among
from dengen.events.models import Seal
from dengen.mail import alive
from dengen.oversight.kept.book import Book, SumKey
from dengen.oversight.kept.loading import book_for, steps_of
from dengen.oversight.kept.tables import AddedUp, DaySum, Waited, Waiting

EVENTS_AT_ONCE = 5000
ROWS_AT_ONCE = 1000
EDITION = 2  # of what is kept: one more where a change makes other sums of the same events


def rules() -> str:
    """Return what the sums depend on beside the trail: business days, and this code."""
    calendar = [version("jpholiday"), *sorted(settings.CLOSED_EVERY_YEAR)]
    return f"{EDITION}:{sha256(' '.join(calendar).encode()).hexdigest()}"


def add_up() -> int:
    """Bring the sums up to the newest seal, in portions; return how many seals that were.

    Where the rules have changed, everything is added up anew.
    """
    begun = AddedUp.objects.first()
    before = begun.number if begun and begun.rules == rules() else 0
    reached = before
    while reached < _head():
        reached = _add_portion()
        alive.heartbeat()
    return reached - before


@transaction.atomic
def _add_portion() -> int:
    AddedUp.objects.get_or_create(pk=1, defaults={"rules": rules()})
    state = AddedUp.objects.select_for_update().get(pk=1)
    if state.rules != rules():
        _forget()
        state.number, state.rules = 0, rules()
    seals = Seal.objects.filter(number__gt=state.number).order_by("number")
    events = dict(seals.values_list("number", "event_id")[:EVENTS_AT_ONCE])
    steps = steps_of([*events.values()])
    book = book_for(steps, state.number)
    book.take(steps)
    keep(book)
    state.number = max(events, default=state.number)
    state.save()
    return state.number


def keep(book: Book) -> None:
    """Write what has followed into the tables."""
    for queue in {queue for queue, _subject in book.left}:
        gone = {subject for name, subject in book.left if name == queue}
        Waiting.objects.filter(Among(F("subject_id"), gone), queue=queue).delete()
    Waiting.objects.bulk_create(
        (
            Waiting(
                queue=queue,
                subject_id=subject,
                party=book.waiters[queue, subject].party,
                came_at=book.waiters[queue, subject].came_at,
            )
            for queue, subject in sorted(book.came)
        ),
        batch_size=ROWS_AT_ONCE,
    )
    Waited.objects.bulk_create(book.waited, batch_size=ROWS_AT_ONCE)
    _enter(book.sums)


def _enter(sums: Counter[SumKey]) -> None:
    """Add to what stands there; nobody else does so meanwhile."""
    changed = [key for key, number in sums.items() if number]
    if not changed:
        return
    days = [day for _what, day, _key in changed]
    kinds = {what for what, _day, _key in changed}
    rows = DaySum.objects.filter(what__in=kinds, day__in=set(days))
    standing = {(row.what, row.day, row.key): row.number for row in rows}
    DaySum.objects.bulk_create(
        (
            DaySum(what=what, day=day, key=key, number=standing.get((what, day, key), 0) + number)
            for (what, day, key), number in sorted(sums.items())
            if number
        ),
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        update_fields=["number"],
        unique_fields=["what", "day", "key"],
    )


def _head() -> int:
    head = Seal.objects.order_by("-number").values_list("number", flat=True).first()
    return head or 0


def _forget() -> None:
    for model in (DaySum, Waited, Waiting):
        model._default_manager.all().delete()
