"""What the clients have asked for, and what they were answered."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Ledger:
    """Shared by all clients. A submission is named by its key, an approval by its listing."""

    def __init__(self) -> None:
        self.submitted: list[str] = []
        self.approved: list[int] = []
        self.answers: Counter[str] = Counter()
        self._in_flight = 0
        self._lock = threading.Lock()
        self.is_loaded = threading.Event()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Yield while a request is on its way."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    @property
    def in_flight(self) -> int:
        """Requests on their way."""
        return self._in_flight

    def note(self, answer: str) -> None:
        """Count an answer, or that none came."""
        with self._lock:
            self.answers[answer] += 1

    def write(self, file: Path) -> None:
        """Write it for the job that compares it with the board."""
        file.write_text(json.dumps({"submitted": self.submitted, "approved": self.approved}))

    def _count(self, change: int) -> None:
        with self._lock:
            self._in_flight += change
            (self.is_loaded.set if self._in_flight else self.is_loaded.clear)()
