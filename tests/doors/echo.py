"""The board as it is served, with one address more that tells what it believes of a request."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from dengen.events.proxies import REQUEST_ID, believing_proxies
from dengen.wsgi import application as board


def _whence(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    name = environ.get(REQUEST_ID, "unnamed")
    return [" ".join([name, environ["wsgi.url_scheme"], environ["REMOTE_ADDR"]]).encode()]


_told = believing_proxies(_whence, settings.TRUSTED_PROXIES)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """`/whence/` is ours, all else the board's."""
    chosen = _told if environ["PATH_INFO"] == "/whence/" else board
    return chosen(environ, start_response)
