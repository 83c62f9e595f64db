"""Chaining the events: verbs insert freely, and a moment later the events get seals, in order.

A chain within every verb would make all writers wait for one row. An event whose transaction
commits late is sealed late: the chain follows the order in which the events became visible.
"""

from collections.abc import Sequence

from django.db import connection, transaction

from dengen.events.digests import is_same, link, signature
from dengen.events.keys import check_key
from dengen.events.models import Event, Seal, Unsealed

EVENTS_AT_ONCE = 500


def seal_waiting() -> int:
    """Seal all events that wait for it, and return how many they were.

    Events that `record()` did not write are left alone; `verify()` names them. Raise `WrongKey`,
    and seal nothing, if the newest seals were made with another key.
    """
    count = last = 0
    while Unsealed.objects.filter(pk__gt=last).exists():
        with transaction.atomic():
            _wait_for_other_sealers()
            check_key()
            notes = list(Unsealed.objects.filter(pk__gt=last).order_by("pk")[:EVENTS_AT_ONCE])
            if not notes:
                break
            count += _seal(notes)
        last = notes[-1].pk
    return count


def _wait_for_other_sealers() -> None:
    # SQLite has one writer at a time anyway. Readers and verbs go on.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Seal._meta.db_table} IN EXCLUSIVE MODE")


def _seal(notes: Sequence[Unsealed]) -> int:
    signatures = {note.pk: note.signature for note in notes}
    events = Event.objects.filter(pk__in=signatures, seal=None).order_by("pk")
    genuine = [event for event in events if is_same(signatures[event.pk], signature(event))]
    head = Seal.objects.last()
    number, digest = (head.number, head.digest) if head else (0, "")
    seals = []
    for event in genuine:
        number += 1
        digest = link(number, digest, event)
        seals.append(Seal(number=number, event=event, digest=digest))
    Seal.objects.bulk_create(seals)
    Unsealed.objects.filter(pk__in=[event.pk for event in genuine]).delete()
    return len(seals)
