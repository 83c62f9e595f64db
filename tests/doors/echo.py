"""The board as it is served, with addresses more: what it believes of a request, a long answer."""

from collections.abc import Iterable, Iterator
from threading import Event
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
    return _pieces()


def _pieces() -> Iterator[bytes]:
    """64 MB, in pieces, as an export is made."""
    made["state"] = "going on"
    try:
        for _piece in range(2**10):
            yield 2**16 * b"x"
        made["state"] = "whole"
    except GeneratorExit:
        made["state"] = "stopped"


def _made(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [made["state"].encode()]


def _body(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))]


def _held(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    let.wait()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"held"]


def _let(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    let.set()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"let"]


let = Event()
made = {"state": "not begun"}
_told = believing_proxies(_whence, settings.TRUSTED_PROXIES)


_OURS = {
    "/whence/": _told,
    "/long/": _long,
    "/made/": _made,
    "/body/": _body,
    "/held/": _held,
    "/let/": _let,
}


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """`/made/` tells how far `/long/` is, `/let/` ends the waits of `/held/`; else the board's."""
    return _OURS.get(environ["PATH_INFO"], board)(environ, start_response)
