"""People who hand in and approve listings, and try again with the same key until they are answered.

An answer is the redirect that follows a step done; a page of an error or a broken connection is
none, as for somebody at a browser.
"""

import http.client
import random
import re
import threading
import time
from collections.abc import Callable
from functools import partial
from uuid import uuid4

from benchmarks.browser import Browser, filled_in
from torture.ledger import Ledger

PAUSE_SECONDS = 0.1  # at most, between two steps of one person
WAIT_SECONDS = 0.2  # before the next try
DONE = 302
LOGIN = "/login/"
LINK = re.compile(r'href="/console/listings/(\d+)/"')


class Client(threading.Thread):
    """Works until `stop()`, and then ends what it has begun."""

    def __init__(self, browser: Browser, ledger: Ledger, seed: int) -> None:
        super().__init__(daemon=True)
        self.browser, self.ledger = browser, ledger
        self._random = random.Random(seed)
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Stop after the step in hand."""
        self._stopped.set()

    def run(self) -> None:
        """Do one step after another."""
        while not self._stopped.is_set():
            self.step()
            time.sleep(self._random.uniform(0, PAUSE_SECONDS))

    def step(self) -> None:
        """Do what this person does again and again."""
        raise NotImplementedError

    def until_answered(self, ask: Callable[[], tuple[int, str]]) -> None:
        """Ask again and again until answered; count an answer that has lost the login."""
        while True:
            status, where = self._try(ask)
            if status == DONE and not where.startswith(LOGIN):
                return
            self.ledger.note(f"{status} {where.partition('?')[0]}".strip())
            time.sleep(WAIT_SECONDS)

    def _try(self, ask: Callable[[], tuple[int, str]]) -> tuple[int | str, str]:
        with self.ledger.asking():
            try:
                return ask()
            except (OSError, http.client.HTTPException):
                return "none", ""


class Poster(Client):
    """A member."""

    def step(self) -> None:
        """Submit one listing."""
        key = str(uuid4())
        fields = filled_in(key)
        self.until_answered(partial(self.browser.send, "/listings/new/", **fields))
        self.ledger.submitted.append(key)


class Approver(Client):
    """One of the staff."""

    def step(self) -> None:
        """Approve whatever the queue shows."""
        try:
            page = self.browser.get("/console/listings/")
        except (OSError, http.client.HTTPException):
            return
        for number in dict.fromkeys(LINK.findall(page)):
            address = f"/console/listings/{number}/approval/"
            self.until_answered(partial(self.browser.send, address, revision="1"))
            self.ledger.approved.append(int(number))
