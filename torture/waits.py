"""Somebody who reads the list, and a member who hands in listings: how long both wait."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

from benchmarks.browser import Browser, filled_in
from torture.ledger import Ledger

PAUSES = (0.01, 0.1)  # seconds between two pages, and between two submissions
OK = {200, 302}


class Person(threading.Thread):
    """Does the same again and again; `waits` are in milliseconds."""

    def __init__(self, act: Callable[[], int], pause: float) -> None:
        super().__init__(daemon=True)
        self.waits: list[float] = []
        self.failures = 0
        self._act, self._pause, self._stopped = act, pause, threading.Event()

    def run(self) -> None:
        """Act again and again until `stop()`."""
        while not self._stopped.wait(self._pause):
            began = time.perf_counter()
            self.failures += self._act() not in OK
            self.waits.append(1000 * (time.perf_counter() - began))

    def stop(self) -> list[float]:
        """Return all waits; the one of now is the last."""
        self._stopped.set()
        self.join()
        return self.waits


class Waits:
    """What they waited for, in milliseconds; what was handed in is noted in the ledger."""

    def __init__(self) -> None:
        self.pages: list[float] = []
        self.submissions: list[float] = []
        self.failures = 0

    def measure(self, seconds: float, port: int, reader: Browser, poster: Browser) -> None:
        """Measure for so long."""
        with self.measured(port, reader, poster):
            time.sleep(seconds)

    @contextmanager
    def measured(
        self, port: int, reader: Browser, poster: Browser, ledger: Ledger | None = None
    ) -> Iterator[None]:
        """Yield, and measure while the block runs."""
        pages = Person(partial(_page, _connection(port), reader.cookie), PAUSES[0])
        submissions = Person(partial(_submit, poster, ledger or Ledger()), PAUSES[1])
        for one in (pages, submissions):
            one.start()
        try:
            yield
        finally:
            self.pages += pages.stop()
            self.submissions += submissions.stop()
            self.failures += pages.failures + submissions.failures


def _connection(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=60)


def _page(connection: http.client.HTTPConnection, cookie: str) -> int:
    connection.request("GET", "/listings/", headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _submit(poster: Browser, ledger: Ledger) -> int:
    key = str(uuid4())
    status = poster.send("/listings/new/", **filled_in(key))[0]
    if status in OK:
        ledger.submitted.append(key)
    return status
