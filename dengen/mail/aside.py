"""What a worker does beside its main work, in threads: mails and seals don't wait for it."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connections

from dengen.mail import alive

log = logging.getLogger(__name__)


def guarded(step: Callable[..., object], *arguments: str) -> bool:
    """Return whether it went well; a worker survives a lost database, logs and goes on."""
    try:
        step(*arguments)
    except Exception:
        log.exception("the worker's %s failed; it goes on", " ".join([step.__name__, *arguments]))
        return False
    return True


class SideThread:
    """One kind of such work, done by one thread at a time."""

    def __init__(
        self, work: Callable[[], object], has_work: Callable[[], bool] = lambda: True
    ) -> None:
        self._work, self._has_work = work, has_work
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Let it be done, unless it is, or there is nothing to do."""
        is_busy = self._thread is not None and self._thread.is_alive()
        if not is_busy and self._has_work():
            # A daemon: what breaks off at no step doesn't keep the process from ending.
            self._thread = threading.Thread(target=self._do, name=self._work.__name__, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Let it break off at its next step."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Return when it is over, or after so long."""
        if self._thread:
            self._thread.join(max(0.0, seconds))

    def _do(self) -> None:
        try:
            with alive.interruptible(self._stop):
                guarded(self._work)
        except alive.Interrupted:
            log.info("broken off", extra={"fields": {"work": self._work.__name__}})
        finally:
            connections.close_all()


def end_together(*all_: SideThread, seconds: float) -> None:
    """Let them break off; return when that is done, or after so long."""
    end = time.monotonic() + seconds
    for one in all_:
        one.stop()
    for one in all_:
        one.wait(end - time.monotonic())
