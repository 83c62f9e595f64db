"""The board as it is served, with two addresses more.

One tells what it believes of a request, the other sends as much as the longest static file has.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from dengen.events.proxies import REQUEST_ID, believing_proxies
from dengen.wsgi import application as board


def _whence(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    name = environ.get(REQUEST_ID, "unnamed")
    return [" ".join([name, environ["wsgi.url_scheme"], environ["REMOTE_ADDR"]]).encode()]


def _long(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return iter([b"x" * 8192] * 100)


_told = believing_proxies(_whence, settings.TRUSTED_PROXIES)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """`/whence/` and `/long/` are ours, all else the board's."""
    ours = {"/whence/": _told, "/long/": _long}
    return ours.get(environ["PATH_INFO"], board)(environ, start_response)
