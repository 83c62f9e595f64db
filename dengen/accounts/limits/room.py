"""How much strangers can make the board keep and send, over all networks together, in bytes.

Each room counts what it keeps for people without an account (`@counts_for_strangers`). The sum is
checked before more is kept. Requests at the very same moment may all get in, so the bound can be
exceeded by one request for each thread.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings

from dengen import clock
from dengen.accounts.limits.limit import LimitReached

MEGABYTE = 2**20
RETRY_AFTER = timedelta(hours=1)  # after which it is worth another try

_counters: list[Callable[[], int]] = []


class BoardFull(LimitReached):
    """Strangers have made the board keep so much that it takes no more of them for now."""

    def __init__(self) -> None:
        super().__init__("strangers.bytes", clock.now() + RETRY_AFTER)


def counts_for_strangers(counter: Callable[[], int]) -> Callable[[], int]:
    """Register a function that returns how many bytes are kept; never fewer than there are."""
    _counters.append(counter)
    return counter


def check_room(more: int) -> None:
    """Raise `BoardFull` if there is no room for so many bytes more."""
    most = settings.STRANGERS_MEGABYTES * MEGABYTE
    if most and kept_for_strangers() + more > most:
        raise BoardFull


def kept_for_strangers() -> int:
    """Return how many bytes are kept for people without an account."""
    return sum(counter() for counter in _counters)
