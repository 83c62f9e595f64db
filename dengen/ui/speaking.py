"""Every request is answered in the board's language, and the thread that works on it knows that.

Django falls back on that language where none is active, but looks for one anew with each text: ten
times as long, for some sixty texts of a page.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.utils import translation


def speaking(application: Callable) -> Callable:
    """Return the WSGI application, for which the language of the board is active."""

    @wraps(application)
    def entrance(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        translation.activate(settings.LANGUAGE_CODE)
        return application(environ, start_response)

    return entrance
