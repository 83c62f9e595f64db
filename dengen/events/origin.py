"""Where a step comes from: the network address and the request, for the event's "from where".

Only the *place* is ambient. The actor never is: every verb takes it by keyword (`by=`).
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from dengen.events import proxies


@dataclass(frozen=True)
class Origin:
    """`channel` is "web" or "command"; `address` an IP address or ""; `request_id` any text.

    `is_unknown_proxy` says that the address is most likely not the visitor's: see proxies.py.
    """

    channel: str = "command"
    address: str = ""
    request_id: str = ""
    is_unknown_proxy: bool = False


COMMAND_LINE = Origin()
current: ContextVar[Origin] = ContextVar("origin", default=COMMAND_LINE)


class OriginMiddleware:
    """Puts the request's network address where `record()` finds it, and names the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = request.META.get(proxies.REQUEST_ID) or uuid4().hex
        address, is_unknown = request.META.get("REMOTE_ADDR", ""), proxies.UNKNOWN in request.META
        token = current.set(Origin("web", address, name, is_unknown))
        try:
            response = self.get_response(request)
        finally:
            current.reset(token)
        response["X-Request-ID"] = name
        return response
