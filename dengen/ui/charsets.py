"""The board speaks UTF-8 alone; what else a request says of its encoding isn't looked at.

Django believes it, even for codecs that make no text (rot13, hex), and fails before any of its own
error handlers is there.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

TYPE = "CONTENT_TYPE"


def in_utf_8(application: Callable) -> Callable:
    """Return the WSGI application, told of a body's type no more than its name and boundary."""

    @wraps(application)
    def entrance(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        if ";" in environ.get(TYPE, ""):
            environ[TYPE] = without_charset(environ[TYPE])
        return application(environ, start_response)

    return entrance


def without_charset(kind: str) -> str:
    """Return the type with its boundary, if it has one, and with no other parameter."""
    name, *parameters = kind.split(";")
    boundaries = [one for one in parameters if one.strip().lower().startswith("boundary=")]
    return ";".join([name, *boundaries[:1]])
