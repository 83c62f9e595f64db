"""Whether this process has the key that the trail is sealed with.

It is asked before anything is sealed or signed: what another key makes can't be told from
tampering.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError, connection

from dengen.events.acknowledged import ACKNOWLEDGED, is_signed
from dengen.events.digests import is_same, link, signature
from dengen.events.models import Event, Seal, Unsealed

NEWEST = 5  # that any of them fits is enough: a single one may have been tampered with


class WrongKey(Exception):
    """The newest seals were made with another key; `str()` of it says what to do."""


def check_key() -> None:
    """Raise `WrongKey` unless the newest seals (or signatures, before the first) fit the key."""
    newest = list(Seal.objects.order_by("-number")[: NEWEST + 1])
    if not newest:
        _check_signatures()
        return
    if _fits(newest, None) or _is_acknowledged(newest[0]):
        return
    for former in settings.SECRET_KEY_FALLBACKS:
        if _fits(newest, former):
            raise WrongKey(
                "The audit trail is sealed with a key of DENGEN_SECRET_KEY_FALLBACKS, and "
                "DENGEN_SEAL_KEY is another one. Put the key that fits into DENGEN_SEAL_KEY."
            )
    raise WrongKey(
        "The newest events of the audit trail were sealed with another key than this process has. "
        "Nothing is sealed with this one. Put the board's key into DENGEN_SEAL_KEY (or "
        "DENGEN_SECRET_KEY, if no other was ever set). If this is the right key, and the newest "
        "events were sealed with a wrong one, `dengen audit acknowledge` records that."
    )


def wrong_key() -> str:
    """Return `check_key()`'s error as text; "" if it fits, or nothing can be asked yet."""
    try:
        if Seal._meta.db_table in connection.introspection.table_names():
            check_key()
    except WrongKey as found:
        return str(found)
    except DatabaseError:
        connection.close()  # what is away is told elsewhere
    return ""


def _fits(newest: list[Seal], secret: str | None) -> bool:
    events = Event.objects.in_bulk([seal.event_id for seal in newest])
    digests = {seal.number: seal.digest for seal in newest} | {0: ""}
    return any(
        is_same(seal.digest, link(seal.number, digests[seal.number - 1], event, secret))
        for seal in newest
        if (event := events.get(seal.event_id)) and seal.number - 1 in digests
    )


def _is_acknowledged(newest: Seal) -> bool:
    """Return whether who has this key has taken the newest seals as they are."""
    steps = Event.objects.filter(name=ACKNOWLEDGED)
    found = [step for step in steps if step.particulars.get("last") == newest.number]
    return any(is_signed(step) for step in found)


def _check_signatures() -> None:
    notes = Unsealed.objects.order_by("-pk")[:NEWEST]
    signed = _signed(notes)
    if signed and not any(signed):
        raise WrongKey(
            "The events of the audit trail were signed with another key than this process has. Put "
            "the board's key into DENGEN_SEAL_KEY (or DENGEN_SECRET_KEY, if no other was ever set)."
        )


def _signed(notes: Iterable[Unsealed]) -> list[bool]:
    signatures = {note.pk: note.signature for note in notes}
    events = Event.objects.filter(pk__in=signatures)
    return [is_same(signatures[event.pk], signature(event)) for event in events]
