"""How many passwords are hashed at once: pages are served meanwhile.

A hash takes some 50 ms of one processor and 19 MiB, and anybody may ask for one. So each process
computes only `HASHES_AT_ONCE` of them at a time, in threads to which the system gives what pages
leave over; who would wait longer than `HASH_WAIT_SECONDS`, or would take the last threads from
pages, is told to come again.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _

LESS_URGENT = 10  # of 19 grades (man 2 setpriority): about a tenth of what a page gets


class Busy(ValidationError):
    """Too many passwords wait to be hashed; nothing was checked, changed or counted."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "ただいまアクセスが集中しているため、パスワードを確認できませんでした。"
                "数秒おいてから、もう一度お試しください。"
            ),
            code="busy",
        )


def _be_less_urgent() -> None:
    if sys.platform == "linux":  # the only system on which a thread has a priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LESS_URGENT)


FOR_PAGES = 16  # threads of a web process that never wait for a place

_places = threading.BoundedSemaphore(settings.HASHES_AT_ONCE)
_queue = threading.BoundedSemaphore(max(1, settings.THREADS - FOR_PAGES))
_mine = threading.local()
_threads = ThreadPoolExecutor(settings.HASHES_AT_ONCE, "hash", _be_less_urgent)


@contextmanager
def place() -> Iterator[None]:
    """Hold one of the places; raise `Busy` if none becomes free in time."""
    if getattr(_mine, "has_place", False):
        yield
        return
    _wait()
    _mine.has_place = True
    try:
        yield
    finally:
        _mine.has_place = False
        _places.release()


def compute[Result](function: Callable[..., Result], *values: object) -> Result:
    """Return `function(*values)`, computed in a place; raise `Busy`."""
    with place():
        return _threads.submit(function, *values).result()


def _wait() -> None:
    if _places.acquire(blocking=False):
        return
    if not _queue.acquire(blocking=False):
        raise Busy
    try:
        if not connection.in_atomic_block:
            connection.close()  # who only waits takes no connection away from others
        if not _places.acquire(timeout=settings.HASH_WAIT_SECONDS):
            raise Busy
    finally:
        _queue.release()
