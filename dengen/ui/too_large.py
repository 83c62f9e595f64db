"""Bodies that are larger than anything the board takes: refused by their announced length."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dengen.ui.errors import too_large

CHUNK = 2**16
MOST = 128 * 2**20
PATIENCE_SECONDS = 3


class TooLargeMiddleware:
    """Answers 413 before anybody reads the body into memory or onto the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _announced(request) <= settings.LARGEST_BODY:
            return self.get_response(request)
        _let_pass(request)
        response = too_large()
        response["Connection"] = "close"
        return response


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # as Django, which then reads nothing


def _let_pass(request: HttpRequest) -> None:
    """Throw the body away piece by piece, for a while: a browser shows a page only then."""
    end, left = time.monotonic() + PATIENCE_SECONDS, min(_announced(request), MOST)
    stream = request.META.get("wsgi.input")
    while stream and left > 0 and time.monotonic() < end:
        piece = stream.read(min(CHUNK, left))
        if not piece:
            return
        left -= len(piece)
