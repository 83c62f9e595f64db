"""A client that keeps connections busy, and costs as little as it can: it shares the processor.

A process of its own would have to be installed as root (wrk, hey); this one also looks at what
comes back: every status, and of every response that is not compressed the page's title.
"""

import gzip
import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
END = b"\r\n\r\n"
TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
PATIENCE_SECONDS = 30
CHECKED = 20  # of so many compressed responses one is unpacked


@dataclass
class Outcome:
    """What came back within `seconds`; `waits` are milliseconds, `faults` what was wrong."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    size: int = 0  # of the last response

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.waits) / self.seconds


@dataclass(frozen=True)
class Target:
    """A page, who asks for it, and the title element that it has."""

    port: int
    path: str
    cookie: str = ""
    title: bytes = b""

    def request(self) -> bytes:
        """Return the request as browsers send it."""
        lines = [
            f"GET {self.path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language: ja,en;q=0.5",
            "Accept-Encoding: gzip",
            *([f"Cookie: {self.cookie}"] if self.cookie else []),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Connection:
    """One that asks, waits, and asks again."""

    def __init__(self, target: Target) -> None:
        self.socket = socket.create_connection(("127.0.0.1", target.port), PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = target.request()
        self.ask()

    def ask(self) -> None:
        """Send the request."""
        self._received, self._total = b"", 0
        self.asked_at = time.perf_counter()
        self.socket.sendall(self._request)

    def take(self) -> bytes:
        """Return the whole response once it is there; b"" before; raise `OSError` if broken."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError
        self._received += piece
        if not self._total and (end := self._received.find(END)) >= 0:
            length = LENGTH.search(self._received, 0, end)
            if not length:
                raise RuntimeError(f"{self._received[:end]!r} tells no length")
            self._total = end + len(END) + int(length[1])
        return self._received if 0 < self._total <= len(self._received) else b""


def load(
    target: Target,
    *,
    seconds: float,
    connections: int,
    until: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Keep so many connections busy for so long, or `until` that; all must get this title."""
    outcome = Outcome()
    began = time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for _number in range(connections):
            _begin(selector, target)
        while _goes_on(outcome, began + seconds, connections) and not until():
            for key, _events in selector.select(PATIENCE_SECONDS):
                _go_on(selector, key.data, outcome, target)
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    outcome.seconds = time.perf_counter() - began
    return outcome


def _goes_on(outcome: Outcome, end: float, connections: int) -> bool:
    """Return whether to go on: to the end, and until each connection may have its page."""
    has_enough = len(outcome.waits) + outcome.faults.total() >= connections
    return time.perf_counter() < end or not has_enough


def aimed(port: int, path: str, cookie: str = "") -> Target:
    """Return the page, with the title that it has now; b"" if there is no such page."""
    connection = Connection(Target(port, path, cookie))
    while not (response := connection.take()):
        pass
    connection.socket.close()
    return Target(port, path, cookie, title_of(response))


def title_of(response: bytes) -> bytes:
    """Return the title element of the page; b"" if it has none, or the status is not 200."""
    top, _end, body = response.partition(END)
    if not top.startswith(b"HTTP/1.1 200"):
        return b""
    found = TITLE.search(gzip.decompress(body) if b"encoding: gzip" in top.lower() else body)
    return found[0] if found else b""


def _begin(selector: selectors.BaseSelector, target: Target) -> None:
    connection = Connection(target)
    selector.register(connection.socket, selectors.EVENT_READ, connection)


def _go_on(
    selector: selectors.BaseSelector, connection: Connection, outcome: Outcome, target: Target
) -> None:
    try:
        response = connection.take()
    except OSError:
        outcome.faults["broken connection"] += 1
        selector.unregister(connection.socket)
        connection.socket.close()
        _begin(selector, target)
        return
    if not response:
        return
    outcome.waits.append(1000 * (time.perf_counter() - connection.asked_at))
    outcome.size = len(response)
    if fault := _fault(response, target.title, len(outcome.waits)):
        outcome.faults[fault] += 1
    connection.ask()


def _fault(response: bytes, title: bytes, number: int) -> str:
    if not response.startswith(b"HTTP/1.1 200"):
        return f"status {response[9:12].decode()}"
    if title in response:
        return ""
    is_packed = b"encoding: gzip" in response[:2000].lower()
    if is_packed and (number % CHECKED or title_of(response) == title):
        return ""
    return "another page"
