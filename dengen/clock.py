"""The board's clock. It shows the time of day, except while a story of the past is being told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """Return the present moment, aware of its zone."""
    return _set_to.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Yield while it is `moment`: the demo's data have a past, made by the same verbs."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
