"""How much strangers can make the board keep and send, over all networks together.

Counted is what waits: applications with the mails and keys that follow from them, and forms in the
sessions of people who aren't logged in; and what went out of late to those whose address somebody
has applied with. It is looked at before more is kept; who comes at the very
same moment may still get in, so that it can be exceeded by as much as there are threads.
"""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Count, Sum, TextField
from django.db.models.functions import Length

from dengen import clock
from dengen.accounts.limits import LimitReached

MEGABYTE = 2**20
LONGEST_CHARACTER = 4  # bytes in UTF-8
# What an application brings with it, at most: its mails and their keys, its event, its indexes.
FOLLOWING = 16_384  # bytes
LATER = timedelta(hours=1)  # after which it is worth another try


class BoardFull(LimitReached):
    """Strangers have made the board keep so much that it takes no more of them for now."""

    def __init__(self) -> None:
        super().__init__("strangers.bytes", clock.now() + LATER)


def check_room() -> None:
    """Raise `BoardFull` if there is no room for what one more stranger would leave."""
    most = settings.STRANGERS_MEGABYTES * MEGABYTE
    if most and kept_for_strangers() + FOLLOWING > most:
        raise BoardFull


def kept_for_strangers() -> int:
    """Return how many bytes are kept for people without an account; never fewer than there are."""
    return _applications() + _mails_to_holders() + _sessions()


def _applications() -> int:
    model = apps.get_model("accounts.Application")
    texts = [
        one.name for one in model._meta.concrete_fields if isinstance(one, CharField | TextField)
    ]
    lengths = {f"length_{name}": Sum(Length(name)) for name in texts}
    found = model.objects.waiting().order_by().aggregate(count=Count("pk"), **lengths)
    count = found.pop("count")
    return LONGEST_CHARACTER * sum(length or 0 for length in found.values()) + FOLLOWING * count


def _mails_to_holders() -> int:
    """Return the room of those that went out within the hours of an application's limits."""
    since = clock.now() - timedelta(hours=settings.APPLICATION_LIMIT_HOURS)
    told = apps.get_model("events.Event").objects.filter(name="application.repeated")
    return FOLLOWING * told.filter(occurred_at__gt=since).count()


def _sessions() -> int:
    nobodys = apps.get_model("accounts.Session").objects.filter(account=None)
    return nobodys.aggregate(bytes=Sum(Length("session_data")))["bytes"] or 0
