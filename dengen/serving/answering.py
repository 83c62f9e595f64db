"""Sending the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import Future
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from dengen.serving.arriving import Gone, Receive, until_gone

Send = Callable[[dict[str, Any]], Awaitable[None]]

# An answer of up to so many bytes is sent as a whole, and its thread is free however slowly it is
# read; only a longer one waits for its reader.
AT_ONCE = 2**20
READER_SECONDS = 60  # for the next so many bytes, or the answer breaks off

TEXTS = {
    HTTPStatus.BAD_REQUEST: _("送信された内容を読み取れませんでした。"),
    HTTPStatus.REQUEST_TIMEOUT: _(
        "送信が途中で止まったため、受け付けられませんでした。もう一度送信してください。"
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: _(
        "ただいまアクセスが集中しています。数秒おいてから、もう一度送信してください。"
    ),
}


class Answer:
    """What the application says to one request; `give` runs in a thread."""

    def __init__(
        self,
        application: Callable,
        environ: dict[str, Any],
        receive: Receive,
        send: Send,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self._application, self._environ = application, environ
        self._receive, self._send, self._loop = receive, send, loop
        self._watching: Future[None] | None = None

    def give(self) -> list[dict[str, Any]]:
        """Ask the application; return what is still to be sent: all of a short answer.

        Raise `Gone` when the reader of a long one hangs up: the rest of it is not made.
        """
        pieces = self._application(self._environ, self._start)
        waiting = [self._head]
        try:
            for part, is_last in _joined(self._while_read(pieces)):
                waiting.append(
                    {"type": "http.response.body", "body": part, "more_body": not is_last}
                )
                if not is_last:
                    self._tell(waiting)
                    waiting = []
            return waiting
        finally:
            if self._watching:
                self._watching.cancel()
            if hasattr(pieces, "close"):
                pieces.close()

    def _start(self, status: str, headers: list[tuple[str, str]], error: Any = None) -> None:
        self._head = {
            "type": "http.response.start",
            "status": int(status.partition(" ")[0]),
            "headers": [
                (name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in headers
            ],
        }

    def _while_read(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            if self._watching and self._watching.done():
                raise Gone
            yield piece

    def _tell(self, messages: list[dict[str, Any]]) -> None:
        if not self._watching:
            hung_up = until_gone(self._receive)
            self._watching = asyncio.run_coroutine_threadsafe(hung_up, self._loop)
        telling = asyncio.run_coroutine_threadsafe(send_all(self._send, messages), self._loop)
        try:
            telling.result(READER_SECONDS)
        finally:
            telling.cancel()


def _joined(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield parts of about `AT_ONCE` bytes, each with whether it is the last."""
    part: list[bytes] = []
    size = 0
    for piece in pieces:
        part.append(piece)
        size += len(piece)
        if size >= AT_ONCE:
            yield b"".join(part), False
            part, size = [], 0
    yield b"".join(part), True


async def send_all(send: Send, messages: Iterable[dict[str, Any]]) -> None:
    """Send one after the other."""
    for message in messages:
        await send(message)


async def refuse(send: Send, status: HTTPStatus) -> None:
    """Answer with a line of text, and hang up."""
    text = str(TEXTS[status]).encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    start = {"type": "http.response.start", "status": int(status), "headers": headers}
    await send_all(send, [start, {"type": "http.response.body", "body": text}])
