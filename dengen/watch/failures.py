"""What the log says of an exception: where it came from, and only as much of its text as is safe.

Python's own text may quote what somebody typed ("invalid literal for int(): …"), and PostgreSQL's
the row that it refused.
"""

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import IntegrityError, InterfaceError, OperationalError

ROOT = f"{Path(__file__).resolve().parents[2]}/"
# Exceptions whose first line names things of the program or the machine, and never a value.
OPEN = (
    AttributeError,
    CommandError,
    ImportError,
    ImproperlyConfigured,
    IntegrityError,
    InterfaceError,
    NameError,
    OperationalError,
)


def failure_fields(error: BaseException) -> dict[str, Any]:
    """Return `error` (kinds, safe words; cause last), `traceback` (places; last last)."""
    return {
        "error": " from ".join(_name(one) for one in _chain(error)) + _words(error),
        "traceback": [
            f"{frame.filename.removeprefix(ROOT)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ],
    }


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")


def _words(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f": {error.strerror}"
    if isinstance(error, OPEN):
        return f": {str(error).partition('\n')[0]}"
    return ""
