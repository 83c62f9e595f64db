"""Which encodings a browser accepts (RFC 9110, 12.5.3): `gzip;q=0` says that it takes no gzip.

Django's middleware, WhiteNoise and the page cache look only for the word, so it is removed.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "HTTP_ACCEPT_ENCODING"


class AcceptEncodingMiddleware:
    """Leaves in the header what the browser takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if ";" in request.META.get(HEADER, ""):
            request.META[HEADER] = accepted(request.META[HEADER])
        return self.get_response(request)


def accepted(header: str) -> str:
    """Return the names in the header whose weight isn't 0; one that can't be read is."""
    weighed = (one.partition(";") for one in header.split(","))
    return ", ".join(name.strip() for name, _mark, weight in weighed if _weight(weight) > 0)


def _weight(parameter: str) -> float:
    if not parameter:
        return 1
    name, _equals, value = parameter.partition("=")
    try:
        return float(value) if name.strip().lower() == "q" else 0
    except ValueError:
        return 0
