"""The arrival of a request's body: how long to wait for it, and for how many at a time."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import IO, Any

Network = IPv4Network | IPv6Network
Receive = Callable[[], Awaitable[dict[str, Any]]]

DRAIN_SECONDS = 3  # a browser shows an answer only once it has sent all, or nearly
MOST_DRAINED = 128 * 2**20


class Refused(Exception):
    """The request gets this status instead of the board's answer."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class Gone(Exception):
    """Whoever sent the request has hung up."""


@dataclass(frozen=True)
class Limits:
    """What one process takes on: requests worked on at a time, and bodies on their way in."""

    threads: int = 80
    proxies: Sequence[Network] = ()
    silence_seconds: float = 15  # without a byte
    seconds: float = 60  # in all, and a second more for each so many bytes:
    pace: int = 20_000
    largest: int = 24 * 2**20
    of_one_address: int = 32
    bytes_at_once: int = 512 * 2**20  # as announced
    # What is sent to these paths is worked on so many at a time; the others wait without a thread,
    # but not longer than that.
    in_turn: frozenset[str] = frozenset()
    turns: int = 3
    turn_seconds: float = 5


class Arrivals:
    """The bodies that are on their way."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._of: Counter[str] = Counter()
        self._bytes = 0

    async def receive(self, address: str, length: int | None, receive: Receive, body: IO) -> int:
        """Write the body into `body`; return its length, or the announced one of a too large one.

        Raise `Refused` or `Gone`. Of what is larger than anything the board takes, nothing is kept.
        """
        if length is not None and length > self.limits.largest:
            await _drain(receive)
            return length
        with self._place(address, self.limits.largest if length is None else length):
            return await self._collect(receive, body)

    @contextmanager
    def _place(self, address: str, size: int) -> Iterator[None]:
        origin = ip_address(address)
        is_full = self._bytes + size > self.limits.bytes_at_once
        has_all = self._of[address] >= self.limits.of_one_address
        if is_full or (has_all and not any(origin in network for network in self.limits.proxies)):
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        self._of[address] += 1
        self._bytes += size
        try:
            yield
        finally:
            self._bytes -= size
            self._of[address] -= 1
            if not self._of[address]:
                del self._of[address]

    async def _collect(self, receive: Receive, body: IO[bytes]) -> int:
        now = asyncio.get_running_loop().time
        end, size, goes_on = now() + self.limits.seconds, 0, True
        while goes_on:
            try:
                last = min(now() + self.limits.silence_seconds, end + size / self.limits.pace)
                async with asyncio.timeout_at(last):
                    piece, goes_on = await _next(receive)
            except TimeoutError:
                raise Refused(HTTPStatus.REQUEST_TIMEOUT) from None
            size += len(piece)
            if size > self.limits.largest:
                await _drain(receive)
                return size
            body.write(piece)
        body.seek(0)
        return size


async def until_gone(receive: Receive) -> None:
    """Return when whoever has sent the request, all of which was received, hangs up."""
    with suppress(Gone):
        while True:
            await _next(receive)


async def _drain(receive: Receive) -> None:
    left, goes_on = MOST_DRAINED, True
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            while goes_on and left > 0:
                piece, goes_on = await _next(receive)
                left -= len(piece)
    except TimeoutError:
        pass  # it is answered all the same


async def _next(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)
