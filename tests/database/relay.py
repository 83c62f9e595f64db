"""What lies between the board and its PostgreSQL server, and counts what passes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

PIECE, READY = 65_536, b"Z"  # ReadyForQuery ends each answer (PostgreSQL's manual, 54.7)


class Relay:
    """`answers` counts those of the server: each is a round trip."""

    def __init__(self, at: dict[str, Any]) -> None:
        self.answers = 0
        self._at = at
        self._listener = socket.create_server(("127.0.0.1", 0))
        query = "sslmode=disable&gssencmode=disable"
        port = self._listener.getsockname()[1]
        self.url = f"postgres://{at['USER']}:{at['PASSWORD']}@127.0.0.1:{port}/{at['NAME']}?{query}"

    def serve(self) -> None:
        """Take connections until it is closed."""
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                server = self._connected()
                Thread(target=self._pass_on, args=(client, server), daemon=True).start()
                Thread(target=self._pass_back, args=(server, client), daemon=True).start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _connected(self) -> socket.socket:
        host, port = self._at["HOST"], int(self._at["PORT"] or 5432)
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(Path(host, f".s.PGSQL.{port}")))
        return server

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with _both(source, target):
            while piece := source.recv(PIECE):
                target.sendall(piece)

    def _pass_back(self, source: socket.socket, target: socket.socket) -> None:
        left = b""
        with _both(source, target):
            while piece := source.recv(PIECE):
                left = self._count(left + piece)
                target.sendall(piece)

    def _count(self, heard: bytes) -> bytes:
        """Count the answers that end in it; return the message that isn't whole yet."""
        while len(heard) >= 5:
            end = 1 + int.from_bytes(heard[1:5])
            if len(heard) < end:
                break
            self.answers += heard[:1] == READY
            heard = heard[end:]
        return heard


@contextmanager
def _both(source: socket.socket, target: socket.socket) -> Iterator[None]:
    """End both when one ends; the other's thread may still wait for either."""
    with source, target:
        with suppress(OSError):
            yield
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@contextmanager
def relay(at: dict[str, Any]) -> Iterator[Relay]:
    """One to the server of these settings."""
    between = Relay(at)
    Thread(target=between.serve, daemon=True).start()
    yield between
    between.close()
