"""One line for each request: what was asked for, by whom, how it ended and how long it took.

The route stands for the address, which may hold a key (a link to a new password). The network
address is left out: the trail has it for every step that counts, under the same request id, and
what a proxy keeps of the rest is the operator's own decision.
"""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dengen.accounts.authentication.middleware.current_account import number_of

log = logging.getLogger("dengen.requests")


class RequestLineMiddleware:
    """Stands inside the one that names the request, and outside all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.count = _counting() if settings.METRICS_TOKEN else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        if self.count:
            self.count(request, response.status_code, perf_counter() - began)
        if log.isEnabledFor(logging.INFO):
            fields = {
                "method": request.method,
                "route": _route(request),
                "status": response.status_code,
                "ms": round(1000 * (perf_counter() - began), 2),
                "account": number_of(request),
            }
            log.handle(_record(fields))
        return response


def _counting() -> Callable[[HttpRequest, int, float], None]:
    """Load what counts, so that nobody pays for it who has no metrics."""
    from dengen.watch.counting import count_request  # noqa: PLC0415

    return count_request


def _record(fields: dict[str, Any]) -> logging.LogRecord:
    """Return a record like `log.info()`, without the caller: in a third of the time."""
    record = logging.LogRecord(log.name, logging.INFO, "", 0, "request", None, None)
    record.fields = fields
    return record


def _route(request: HttpRequest) -> str | None:
    """Return the route, None where no address fits."""
    if request.resolver_match is not None:
        return f"/{request.resolver_match.route}"
    return settings.STATIC_URL if request.path.startswith(settings.STATIC_URL) else None
