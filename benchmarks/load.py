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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle

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


type Queue = Iterator[tuple[Target, bytes]]  # what is asked for next, with its request


class Connection:
    """One that asks, waits, and asks for what is next in the queue."""

    def __init__(self, port: int, queue: Queue) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._queue = queue
        self.ask()

    def ask(self) -> None:
        """Send the next request."""
        self._received, self._total = b"", 0
        self.target, request = next(self._queue)
        self.asked_at = time.perf_counter()
        self.socket.sendall(request)

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
    *targets: Target,
    seconds: float,
    connections: int,
    until: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Keep so many connections busy for so long, or `until` that, with these pages in turn.

    All are of one server, and each must have its title.
    """
    outcome, port = Outcome(), targets[0].port
    queue = cycle([(target, target.request()) for target in targets])
    began = time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for _number in range(connections):
            _begin(selector, port, queue)
        while _goes_on(outcome, began + seconds, connections) and not until():
            for key, _events in selector.select(PATIENCE_SECONDS):
                if not _go_on(selector, key.data, outcome):
                    _begin(selector, port, queue)
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
    asked = Target(port, path, cookie)
    connection = Connection(port, iter([(asked, asked.request())]))
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


def _begin(selector: selectors.BaseSelector, port: int, queue: Queue) -> None:
    connection = Connection(port, queue)
    selector.register(connection.socket, selectors.EVENT_READ, connection)


def _go_on(selector: selectors.BaseSelector, connection: Connection, outcome: Outcome) -> bool:
    """Take what has come, and ask again if that was all; return whether the connection holds."""
    try:
        response = connection.take()
    except OSError:
        outcome.faults["broken connection"] += 1
        selector.unregister(connection.socket)
        connection.socket.close()
        return False
    if response:
        outcome.waits.append(1000 * (time.perf_counter() - connection.asked_at))
        outcome.size = len(response)
        if fault := _fault(response, connection.target.title, len(outcome.waits)):
            outcome.faults[fault] += 1
        connection.ask()
    return True


def _fault(response: bytes, title: bytes, number: int) -> str:
    if not response.startswith(b"HTTP/1.1 200"):
        return f"status {response[9:12].decode()}"
    if title in response:
        return ""
    is_packed = b"encoding: gzip" in response[:2000].lower()
    if is_packed and (number % CHECKED or title_of(response) == title):
        return ""
    return "another page"
