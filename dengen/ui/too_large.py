"""Bodies larger than anything the board takes: refused by their announced length.

`dengen.serving` has already discarded such a body; without it (another server, a test) the body is
left unread.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dengen.ui.errors import too_large


class TooLargeMiddleware:
    """Answers 413 before anybody reads the body into memory or onto the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _announced(request) <= settings.LARGEST_BODY:
            return self.get_response(request)
        response = too_large()
        response["Connection"] = "close"
        return response


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # as Django, which then reads nothing
