"""The log of a test: its lines as they would be written, and none with a secret in it."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dengen.watch.lines import JsonLines, TextLines

# What the factories and forms of the tests type: passwords, and people's data.
PERSONAL = re.compile(
    "denryoku-2026|atarashii-2027|髙橋|タカハシ|takahashi@|(?:tanto|shinsa|kansa|Tanto|Shinsa|Kansa)"
    r"\d+|千代田区大手町|港区芝公園|03-1234-|03-5550-"
)

FOREIGN = "mail."  # the mail server of the tests, in our own process


class Lines(logging.Handler):
    """Keeps the text of every line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """As the real handler."""
        self.texts.append(self.format(record))

    def all(self, message: str) -> list[dict[str, Any]]:
        """The lines with that message."""
        return [one for one in map(json.loads, self.texts) if one["message"] == message]

    def one(self, message: str) -> dict[str, Any]:
        """The only line with that message."""
        (found,) = self.all(message)
        return found


class Leaks(logging.Handler):
    """Keeps those lines that hold what no line may: `known` are secrets made while testing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(TextLines())  # in JSON, Japanese isn't written as such
        self.known: set[str] = set()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Looks at the line as it would be written."""
        if record.name.startswith(FOREIGN):
            return
        line = self.format(record)
        if PERSONAL.search(line) or any(secret in line for secret in self.known):
            self.found.append(line)


leaks = Leaks()


@contextmanager
def listening(handler: logging.Handler) -> Iterator[None]:
    """Within the block the handler hears everything."""
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
