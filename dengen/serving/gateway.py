"""The ASGI application around the board's WSGI application: a whole request gets a thread.

With granian's own WSGI interface a request has its thread as soon as its head is there, and the
thread waits for the body: as many half-sent requests as there are threads stopped the board. Here
bodies arrive without a thread, within limits (arriving.py), and answers that aren't long leave
without one (answering.py).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import cached_property
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from dengen.serving.answering import Answer, Send, refuse, send_all
from dengen.serving.arriving import Arrivals, Gone, Limits, Receive, Refused
from dengen.serving.environ import environ_of

KEPT_IN_MEMORY = 2**18  # bytes of a body; a longer one waits in a temporary file

log = logging.getLogger(__name__)


class WholeRequests:
    """ASGI outside, WSGI inside."""

    def __init__(self, application: Callable, limits: Limits) -> None:
        self.application, self._limits = application, limits
        self._arrivals = Arrivals(limits)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Of the process that serves, which is a copy of the one that has made this object."""
        return ThreadPoolExecutor(self._limits.threads, "request")

    @cached_property
    def _turns(self) -> asyncio.Semaphore:
        return asyncio.Semaphore(self._limits.turns)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        with SpooledTemporaryFile(KEPT_IN_MEMORY) as body:
            try:
                length = await self._arrived(scope, receive, body)
            except Gone:
                return
            except Refused as refusal:
                log.warning(
                    "body refused",
                    extra={"fields": {"status": refusal.status, "address": scope["client"][0]}},
                )
                await refuse(send, refusal.status)
                return
            environ = environ_of(scope, body, length)
            loop = asyncio.get_running_loop()
            answer = Answer(self.application, environ, receive, send, loop)
            with suppress(Gone):
                async with self._turn(environ):
                    messages = await loop.run_in_executor(self._pool, answer.give)
                await send_all(send, messages)

    @asynccontextmanager
    async def _turn(self, environ: dict[str, Any]) -> AsyncIterator[None]:
        """Yield when it is the request's turn, if it is one of those that take turns."""
        is_one = environ["PATH_INFO"] in self._limits.in_turn
        has_turn = False
        if is_one and environ["REQUEST_METHOD"] == "POST":
            with suppress(TimeoutError):  # then it goes on without
                async with asyncio.timeout(self._limits.turn_seconds):
                    has_turn = await self._turns.acquire()
        try:
            yield
        finally:
            if has_turn:
                self._turns.release()

    async def _arrived(self, scope: dict[str, Any], receive: Receive, body: IO) -> int | None:
        """Return the length of the body once it is there; None if none was announced."""
        headers = dict(scope["headers"])
        announced = headers.get(b"content-length")
        if announced is None and b"transfer-encoding" not in headers:
            return None
        if announced is not None and not announced.isdigit():
            raise Refused(HTTPStatus.BAD_REQUEST)
        length = None if announced is None else int(announced)
        return await self._arrivals.receive(scope["client"][0], length, receive, body)
