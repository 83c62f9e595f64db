"""How much of the room for strangers applications take, with the mails that they cause."""

from datetime import timedelta

from django.conf import settings
from django.db.models import CharField, Count, Sum, TextField
from django.db.models.functions import Length

from dengen import clock
from dengen.accounts.applications.application.application import Application
from dengen.accounts.applications.application.submission import FOLLOWING_BYTES
from dengen.accounts.limits.room import counts_for_strangers
from dengen.events.models import Event

LONGEST_CHARACTER = 4  # bytes in UTF-8


@counts_for_strangers
def waiting_applications() -> int:
    """Return the bytes of those that wait, with the mails and keys that follow from them."""
    texts = [
        one.name
        for one in Application._meta.concrete_fields
        if isinstance(one, CharField | TextField)
    ]
    lengths = {f"length_{name}": Sum(Length(name)) for name in texts}
    found = Application.objects.waiting().order_by().aggregate(count=Count("pk"), **lengths)
    count = found.pop("count")
    return (
        LONGEST_CHARACTER * sum(length or 0 for length in found.values()) + FOLLOWING_BYTES * count
    )


@counts_for_strangers
def mails_to_holders() -> int:
    """Return the bytes of those that went out within the hours of an application's limits."""
    since = clock.now() - timedelta(hours=settings.APPLICATION_LIMIT_HOURS)
    told = Event.objects.filter(name="application.repeated", occurred_at__gt=since)
    return FOLLOWING_BYTES * told.count()
