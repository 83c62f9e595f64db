"""Compares what people were answered, and what the mail server got, with what the board holds."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from dengen.events.models import Event
from dengen.events.verification import verify
from dengen.listings.models import Listing
from dengen.mail.models import Message

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # stands in every title
# Each event of this name demands a mail of this kind, which tells the title.
DEMANDS = {"listing.submitted": "listing_arrived", "listing.approved": "listing_approved"}


def job(ledger: str, mails: str) -> dict[str, Any]:
    """Return counts of what is wrong and of what there is; `ledger`, `mails` are files.

    A line of `mails` is a Message-ID and a recipient: each address counts for itself.
    """
    noted = json.loads(Path(ledger).read_text("utf-8"))
    received = set(Path(mails).read_text("utf-8").splitlines())
    keys = _keys()
    counted = Counter(keys.values())
    return {
        "submissions_lost": sum(1 for key in noted["submitted"] if not counted[key]),
        "submissions_twice": sum(1 for count in counted.values() if count > 1),
        **_approvals(noted["approved"]),
        **_mails(keys, received),
        "mails_received": len(received),
        "flaws": int(verify().flaw is not None),
        "events": Event.objects.count(),
    }


def _keys() -> dict[int, str]:
    """Return the submission's key by listing, of those that the clients handed in."""
    rows = Listing.objects.values_list("pk", "title", "submission_key")
    return {pk: str(key) for pk, title, key in rows if str(key) in title}


def _approvals(answered: list[int]) -> dict[str, int]:
    published = set(Listing.objects.published().values_list("pk", flat=True))
    events = Event.objects.filter(name="listing.approved", subject_id__in=set(answered))
    counts = Counter(events.values_list("subject_id", flat=True))
    return {
        "approvals_lost": len(set(answered) - published),
        "approvals_twice": sum(1 for count in counts.values() if count > 1),
    }


def _mails(keys: dict[int, str], received: set[str]) -> dict[str, int]:
    written: Counter[tuple[str, str]] = Counter()
    lost = 0
    rows = Message.objects.filter(kind__in=DEMANDS.values())
    for kind, body, message_id, recipients in rows.values_list(
        "kind", "body", "message_id", "recipients"
    ):
        lost += sum(f"{message_id} {recipient}" not in received for recipient in recipients)
        if found := KEY.search(body):
            written[kind, found[0]] += 1
    demanded = {
        (DEMANDS[name], keys[pk])
        for name, pk in Event.objects.filter(name__in=DEMANDS).values_list("name", "subject_id")
        if pk in keys
    }
    return {
        "mails_missing": len(demanded - written.keys()),
        "mails_written_twice": sum(1 for count in written.values() if count > 1),
        "mails_lost": lost,
    }
