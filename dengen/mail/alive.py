"""Giving the worker's sign of life, now and then, in the midst of its work.

It comes from the work itself and not from a thread beside it: a worker that hangs gives none.
"""

from math import inf
from time import monotonic

from dengen.database import read_only
from dengen.japan import clock
from dengen.mail.models.sign_of_life import EVERY, SignOfLife, own_name

_given_at: list[float] = []  # empty: this process is no worker


def begin() -> None:
    """From now on this process is a worker."""
    _given_at[:] = [-inf]
    SignOfLife.objects.forget_the_silent()
    SignOfLife.objects.forget_the_predecessor()
    go_on()


def end() -> None:
    """Sign off: whoever ends as it was told to is not missed."""
    _given_at.clear()
    with read_only.lifted():
        SignOfLife.objects.filter(worker=own_name()).delete()


def go_on() -> None:
    """A sign, if the last one was some seconds ago and this process is a worker."""
    if not _given_at or monotonic() - _given_at[0] < EVERY.total_seconds():
        return
    SignOfLife.objects.update_or_create(worker=own_name(), defaults={"seen_at": clock.now()})
    _given_at[:] = [monotonic()]
