"""The head of the trail, noted where somebody who owns only the database can't write.

The chain shows what was changed in it, but not that its end was cut off. So its head is noted in a
file of the data folder, in the log, in each backup and in the auditors' morning mail. The worker
compares the file by itself; people compare the others (docs/operate.md).
"""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from dengen import clock
from dengen.events.models import Event, Seal

FILE = "trail-head"
NOTE_SECONDS = 60.0  # seconds between two notes in the file, and between two warnings
WARNING_LOGGED_SECONDS = 600.0  # seconds between two lines of the log
BOARD_RESTORED, ACKNOWLEDGED = "board.restored", "trail.acknowledged"

log = logging.getLogger(__name__)
_done_at: dict[str, float] = {}  # by a clock that nobody sets
_is_aside: ContextVar[bool] = ContextVar("is_aside", default=False)


@dataclass(frozen=True)
class Noted:
    """A head, and when it was noted."""

    head: str
    at: datetime


def note_head() -> None:
    """Compare the noted head with the chain, every so often, and note the present one.

    A head that the chain doesn't go through any more stays in the file and is reported in the log,
    until a restoration or an acknowledgement explains it.
    """
    if not _is_time("file", NOTE_SECONDS):
        return
    noted = read()
    if noted and not is_passed(noted.head) and not is_explained(noted):
        log.error(
            "the audit trail does not go through the head that was noted here: its end is missing",
            extra={"fields": {"head": noted.head, "noted_at": noted.at.isoformat()}},
        )
        return
    head = Seal.objects.last()
    if head is None or (noted and noted.head == str(head)):
        return
    write(str(head))
    if _is_time("log", WARNING_LOGGED_SECONDS):
        log.info("head of the audit trail", extra={"fields": {"head": str(head)}})


def forget_pauses() -> None:
    """Let the next `note_head()` look at once; for a process that has just begun."""
    _done_at.clear()


def file() -> Path:
    """Return where it is noted on this machine."""
    return Path(settings.DATA_DIR) / FILE


def read() -> Noted | None:
    """Return what is noted on this machine; None if nothing is."""
    if _is_aside.get():
        return None
    try:
        head, moment = file().read_text("ascii").split()
        return Noted(head, datetime.fromisoformat(moment))
    except (OSError, ValueError):
        return None


@contextmanager
def set_aside() -> Iterator[None]:
    """Yield while nothing is noted on this machine: one looks at the trail of a backup."""
    token = _is_aside.set(True)
    try:
        yield
    finally:
        _is_aside.reset(token)


def write(head: str) -> None:
    """Note the head, whole or not at all."""
    new = file().with_suffix(".new")
    new.write_text(f"{head} {clock.now().isoformat()}\n", "ascii")
    os.replace(new, file())  # noqa: PTH105 - Path.replace says nothing of what is there


def is_passed(head: str) -> bool:
    """Return whether the chain goes through the head."""
    number, _colon, digest = head.partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):  # noqa: PLR2004 - 2**63
        return False
    return Seal.objects.filter(number=int(number), digest=digest).exists()


def is_explained(noted: Noted) -> bool:
    """Return whether a step since then says why the chain doesn't go through it any more."""
    since = Event.objects.filter(occurred_at__gte=noted.at)
    if since.filter(name=BOARD_RESTORED).exists():
        return True
    acknowledged = since.filter(name=ACKNOWLEDGED)
    return any(event.particular("head") == noted.head for event in acknowledged)


def _is_time(what: str, pause: float) -> bool:
    now = time.monotonic()
    if what in _done_at and now - _done_at[what] < pause:
        return False
    _done_at[what] = now
    return True
