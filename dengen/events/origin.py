"""Where a step comes from: the network address and the request, for the event's "from where".

Only the *place* is ambient. The actor never is: every verb takes it by keyword (`by=`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

GIVEN = "dengen.request_id"  # in the WSGI environment: never in a header that anybody could send
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,40}")

type Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]


@dataclass(frozen=True)
class Origin:
    """`channel` is "web" or "command"; `address` an IP address or ""; `request_id` any text."""

    channel: str = "command"
    address: str = ""
    request_id: str = ""


COMMAND_LINE = Origin()
current: ContextVar[Origin] = ContextVar("origin", default=COMMAND_LINE)


class OriginMiddleware:
    """Puts the request's network address where `record()` finds it, and names the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = request.META.get(GIVEN) or uuid4().hex
        token = current.set(Origin("web", request.META.get("REMOTE_ADDR", ""), name))
        try:
            response = self.get_response(request)
        finally:
            current.reset(token)
        response["X-Request-ID"] = name
        return response


def believe_proxies(application: Application, trusted: list[str]) -> Application:
    """Takes the X-Request-ID of those proxies, and nobody else's, if it looks like one.

    It must see the address of who really connects: it stands around whatever replaces that.
    """
    networks = list(_networks(trusted))

    def believing(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        name = environ.get("HTTP_X_REQUEST_ID")
        if name and WELL_FORMED.fullmatch(name) and _is_in(environ.get("REMOTE_ADDR"), networks):
            environ[GIVEN] = name
        return application(environ, start_response)

    return believing


def _networks(trusted: list[str]) -> Iterator[IPv4Network | IPv6Network]:
    for one in trusted:
        with suppress(ValueError):  # a name: whom it means can't be told here
            yield ip_network(one)


def _is_in(address: str | None, networks: list[IPv4Network | IPv6Network]) -> bool:
    try:
        found = ip_address(address or "")
    except ValueError:  # a socket of the file system
        return False
    return any(found in network for network in networks)
