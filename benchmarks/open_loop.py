"""Asks when it is time, however long the answers take: whoever comes doesn't wait for others.

Each request has a connection of its own, as it would come from another browser.
"""

import selectors
import socket
import time
import urllib.parse
from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from benchmarks.load import END

PATIENCE_SECONDS = 60
PIECE = 262_144

type Take = Callable[[bytes], None]  # what is done with the whole response; b"" if it broke off


class Waiting(NamedTuple):
    """A request that is under way."""

    pieces: list[bytes]
    take: Take


class OpenLoop:
    """The requests that are under way to one server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._selector = selectors.DefaultSelector()

    def ask(self, request: bytes, take: Take) -> None:
        """Send the request now."""
        asked = socket.create_connection(("127.0.0.1", self._port), PATIENCE_SECONDS)
        asked.sendall(request)
        self._selector.register(asked, selectors.EVENT_READ, Waiting([], take))

    def until(self, moment: float) -> None:
        """Return at that moment of `time.perf_counter()`; take what is answered until then."""
        while (left := moment - time.perf_counter()) > 0:
            self._take(left)

    def finish(self) -> None:
        """Return when all is answered; raise `TimeoutError` if that takes too long."""
        end = time.perf_counter() + PATIENCE_SECONDS
        while self._selector.get_map():
            self._take(1)
            if time.perf_counter() > end:
                raise TimeoutError(f"{len(self._selector.get_map())} requests are not answered")

    def _take(self, seconds: float) -> None:
        for key, _events in self._selector.select(seconds):
            asked, waiting = cast("socket.socket", key.fileobj), key.data
            try:
                piece = asked.recv(PIECE)
            except OSError:
                waiting.pieces.clear()
                piece = b""
            if piece:
                waiting.pieces.append(piece)
                continue
            self._selector.unregister(asked)
            asked.close()
            waiting.take(b"".join(waiting.pieces))


def get(path: str, cookie: str = "") -> bytes:
    """Return the request for a page."""
    return _request("GET", path, [f"Cookie: {cookie}"], "")


def post(path: str, cookie: str, fields: Mapping[str, str], address: str) -> bytes:
    """Return the request that sends a form, as the proxy passes it on from that address."""
    own = [
        f"Cookie: {cookie}",
        f"X-Forwarded-For: {address}",
        "Content-Type: application/x-www-form-urlencoded",
    ]
    return _request("POST", path, own, urllib.parse.urlencode(fields))


def _request(method: str, path: str, own: list[str], body: str) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept-Language: ja",
        "Accept-Encoding: gzip",
        "Connection: close",
        *own,
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


class Answer:
    """The head of a response."""

    def __init__(self, response: bytes) -> None:
        self._head = response.partition(END)[0].decode("latin-1").split("\r\n")
        self.status = self._head[0][9:12] or "none"
        self.location = next(iter(self._values("location")), "")
        said = [value.partition(";")[0].partition("=") for value in self._values("set-cookie")]
        self.cookies = {name: value for name, _equals, value in said}

    def _values(self, name: str) -> list[str]:
        pairs = [line.partition(": ") for line in self._head[1:]]
        return [value for found, _colon, value in pairs if found.lower() == name]
