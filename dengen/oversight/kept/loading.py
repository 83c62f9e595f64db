"""Steps of the trail, and what must be known before they can be entered into a book."""

from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet

from dengen.database.among import Among
from dengen.events.models import Event
from dengen.listings.listing.as_of import APPEARED, CHANGES
from dengen.listings.models import Listing
from dengen.oversight.kept.book import NAMES, Book, Facts, Place, Step, Waiter, comes
from dengen.oversight.kept.closing import Closing
from dengen.oversight.kept.tables import Waiting


def steps_of(pks: Sequence[int]) -> list[Step]:
    """Return those of these events that count here, in the order given."""
    rows = Event.objects.filter(Among(F("pk"), pks)).order_by().values_list(*Step._fields)
    steps = {step.pk: step for step in map(Step._make, rows) if step.name in NAMES}
    return [steps[pk] for pk in pks if pk in steps]


def book_for(steps: Sequence[Step], number: int) -> Book:
    """Return a book for these, when everything up to that seal has been added up."""
    return Book(facts_of(steps), _waiters(steps), _seen(steps, number))


def facts_of(steps: Iterable[Step]) -> dict[int, Facts]:
    """Return what the listings among their subjects say of themselves."""
    pks = {step.subject_id for step in steps if step.name in CHANGES}
    rows = Listing.objects.filter(Among(F("pk"), pks)) if pks else Listing.objects.none()
    return {pk: Facts(*facts) for pk, *facts in rows.values_list("pk", *Facts._fields)}


def _waiters(steps: Sequence[Step]) -> dict[Place, Waiter]:
    found: dict[Place, Waiter] = {}
    for queue in {step.noun for step in steps}:
        ours = [step for step in steps if step.noun == queue]
        waiting = Waiting.objects.filter(queue=queue)
        own = _by_place(waiting.filter(Among(F("subject_id"), {one.subject_id for one in ours})))
        closed = {step.subject_id for step in ours if step.verb in Closing}
        moments = [waiter.came_at for (_queue, pk), waiter in own.items() if pk in closed]
        moments += [one.occurred_at for one in ours if comes(one) and one.subject_id in closed]
        earlier = waiting.filter(came_at__lte=max(moments)) if moments else waiting.none()
        found |= own | _by_place(earlier)
    return found


def _by_place(rows: QuerySet[Waiting]) -> dict[Place, Waiter]:
    columns = rows.values_list("queue", "subject_id", "came_at", "party")
    return {(queue, pk): Waiter(came_at, party) for queue, pk, came_at, party in columns}


def _seen(steps: Sequence[Step], number: int) -> set[int]:
    """Return the listings among the subjects that members saw after that seal."""
    pks = {step.subject_id for step in steps if step.name in CHANGES}
    if not pks or not number:
        return set()
    before = Event.objects.filter(
        Among(F("subject_id"), pks),
        subject_type=Listing._meta.label_lower,
        name__in=CHANGES,
        seal__number__lte=number,
    )
    changes = before.order_by("seal__number").values_list("subject_id", "name")
    return {pk for pk, name in dict(changes).items() if name == APPEARED}
