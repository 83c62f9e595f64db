"""Giving the worker's heartbeat, now and then, in the midst of its work.

It comes from the work itself and not from a thread beside it: a worker that hangs gives none, nor
does one in which one of several threads hangs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from threading import Event, get_ident
from time import monotonic

from dengen import clock
from dengen.database import read_only
from dengen.mail.models.heartbeat import HEARTBEAT_INTERVAL, SILENCE, WorkerHeartbeat
from dengen.mail.models.process_name import own_name

_given_at: list[float] = []  # empty: this process is no worker
_went_on_at: dict[int, float] = {}  # by thread
_stop: ContextVar[Event | None] = ContextVar("stop", default=None)


class Interrupted(BaseException):
    """The worker was told to stop; no error of the work, so nothing that catches those takes it."""


def begin() -> None:
    """Make this process a worker from now on."""
    _given_at[:] = [-inf]
    WorkerHeartbeat.objects.forget_the_silent()
    WorkerHeartbeat.objects.forget_the_predecessor()
    heartbeat()


def end() -> None:
    """Sign off: whoever ends as it was told to is not missed."""
    _given_at.clear()
    _went_on_at.clear()
    with read_only.without_read_only():
        WorkerHeartbeat.objects.filter(worker=own_name()).delete()


@contextmanager
def interruptible(stop: Event) -> Iterator[None]:
    """Yield; once `stop` is set, the next `heartbeat()` within raises `Interrupted`."""
    token = _stop.set(stop)
    _went_on_at[get_ident()] = monotonic()
    try:
        yield
    finally:
        _stop.reset(token)
        _went_on_at.pop(get_ident(), None)


def heartbeat() -> None:
    """Note that the worker lives if the last note is some seconds old and this process is one.

    Raise `Interrupted` where the work is to be broken off.
    """
    if (stop := _stop.get()) and stop.is_set():
        raise Interrupted
    now = monotonic()
    if _given_at:
        _went_on_at[get_ident()] = now
    if not _given_at or now - _given_at[0] < HEARTBEAT_INTERVAL.total_seconds():
        return
    if now - min(_went_on_at.copy().values()) > SILENCE.total_seconds():
        return
    WorkerHeartbeat.objects.update_or_create(worker=own_name(), defaults={"seen_at": clock.now()})
    _given_at[:] = [now]
