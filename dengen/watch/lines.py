"""One line of the log: JSON for machines, or text for people.

What a line may say is decided here and in failures.py: no path (it may hold the key of a link), no
form values, no query string, no name, no mail address.

structlog would want the same rules as processors of ours, in as many lines, and twice the time for
each line; its text breaks where a message does. django-structlog logs the address with its query,
and takes a request's id from everybody or nobody, not from the proxies alone.
"""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from dengen.events import origin
from dengen.watch.failures import failure_fields

# Django's own complaints about a request tell what was sent; their kind is enough.
FOREIGN_WORDS = "django.security"

# What our lines don't tell need not be collected for each of them.
logging.logThreads = logging.logProcesses = False
logging.logMultiprocessing = False
logging.logAsyncioTasks = False  # type: ignore[attr-defined]  # Python 3.12 has it


class Lines(logging.Formatter):
    """What both have in common."""

    def parts(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return the line's parts, in order; a record brings its own as `extra={"fields": {…}}`."""
        moment = datetime.fromtimestamp(record.created, UTC)
        parts = {
            "time": f"{moment.isoformat(timespec='milliseconds')[:-6]}Z",
            "level": _level(record),
            "logger": record.name,
            "message": _message(record),
        }
        if request := origin.current.get().request_id:
            parts["request"] = request
        parts.update(getattr(record, "fields", ()))
        if record.exc_info and record.exc_info[1] and not _is_refusal(record):
            parts.update(failure_fields(record.exc_info[1]))
        return parts


class JsonLines(Lines):
    """An object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        return _encoded(self.parts(record))


class TextLines(Lines):
    """As the terminal shows it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end; whatever would break it is written as an escape."""
        time, level, name, message, *rest = self.parts(record).items()
        begin = " ".join(str(value) for _name, value in (time, level, name, message))
        named = [f"{name}={value}" for name, value in rest]
        line = " ".join([begin, *named])
        return line if line.isprintable() else "".join(map(_escaped, line))


def _escaped(one: str) -> str:
    return one if one.isprintable() else one.encode("unicode_escape").decode()


_encoded = json.JSONEncoder(default=str).encode


def _is_refusal(record: logging.LogRecord) -> bool:
    """Return whether Django has refused a request that nobody sends by the board's own pages."""
    return record.name.startswith(FOREIGN_WORDS)


def _level(record: logging.LogRecord) -> str:
    """Whoever sends one must not be able to raise an alarm: Django calls it an error."""
    return "warning" if _is_refusal(record) else record.levelname.lower()


def _message(record: logging.LogRecord) -> str:
    if _is_refusal(record):
        return record.name.rpartition(".")[2]
    return record.getMessage()
