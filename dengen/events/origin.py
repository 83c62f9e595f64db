"""Where a step comes from: the network address and the request, for the event's "from where".

Only the *place* is ambient. The actor never is: every verb takes it by keyword (`by=`).
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class Origin:
    """`channel` is "web" or "command"; `address` an IP address or ""; `request_id` any text."""

    channel: str = "command"
    address: str = ""
    request_id: str = ""


COMMAND_LINE = Origin()
current: ContextVar[Origin] = ContextVar("origin", default=COMMAND_LINE)


class OriginMiddleware:
    """Puts the request's network address where `record()` finds it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = current.set(Origin("web", request.META.get("REMOTE_ADDR", ""), uuid4().hex))
        try:
            return self.get_response(request)
        finally:
            current.reset(token)
