"""Servers as processes: started, measured from outside, stopped."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from benchmarks.boards import ROOT, Board

PATIENCE_SECONDS = 60
LOG = "server.log"
IDLE_SECONDS = 0.1  # of the processor in a second


class Server:
    """A process and those it has started."""

    def __init__(self, process: subprocess.Popen, port: int = 0) -> None:
        self.process, self.port = process, port
        self.address = f"http://127.0.0.1:{port}"

    def processor_seconds(self) -> float:
        """Return what all of them have used of the processor."""
        times = [one.cpu_times() for one in self._all()]
        return sum(one.user + one.system for one in times)

    def memory(self) -> list[float]:
        """Return what each has of the memory in MiB, its share of what several have; most first."""
        return sorted((_memory(one) / 2**20 for one in self._all()), reverse=True)

    def settle(self) -> None:
        """Return once they have done what they do first, as the worker its daily verification."""
        end = time.monotonic() + PATIENCE_SECONDS
        is_busy = True
        while is_busy and time.monotonic() < end:
            used = self.processor_seconds()
            time.sleep(1)
            is_busy = self.processor_seconds() - used > IDLE_SECONDS

    def stop(self) -> None:
        """End them all."""
        running = self._all()
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        for one in running:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        self.process.wait()

    def everybody(self) -> list[psutil.Process]:
        """Return the process itself first; nobody if it has ended."""
        return self._all()

    def _all(self) -> list[psutil.Process]:
        if self.process.poll() is not None:
            return []
        try:
            main = psutil.Process(self.process.pid)
            return [main, *main.children(recursive=True)]
        except psutil.NoSuchProcess:  # just now
            return []


def _memory(process: psutil.Process) -> int:
    found = process.memory_full_info()
    return getattr(found, "pss", found.uss)  # Linux alone knows shares


@contextmanager
def board_server(board: Board, workers: int = 2, **settings: str) -> Iterator[Server]:
    """Yield `dengen serve` on this board, with these settings beside its own."""
    port = free_port()
    command = ["-m", "dengen", "serve", "--port", str(port), "--workers", str(workers)]
    with running(command, board.environment | settings, port, "/login/") as server:
        yield server


@contextmanager
def empty_server(workers: int = 2) -> Iterator[Server]:
    """Yield the same server with an empty view."""
    port = free_port()
    command = ["-m", "benchmarks.empty_view", str(port), str(workers)]
    settings = os.environ | {"PYTHONPATH": str(ROOT)}
    with running(command, settings, port, "/") as server:
        yield server


@contextmanager
def running(
    arguments: Sequence[str], settings: dict[str, str], port: int = 0, path: str = ""
) -> Iterator[Server]:
    """Yield a Python process; if it listens, wait until that page answers."""
    server = start(arguments, settings, port)
    try:
        if port:
            wait_for(server, path)
        yield server
    finally:
        server.stop()


def start(arguments: Sequence[str], settings: dict[str, str], port: int = 0) -> Server:
    """Return a Python process; its log goes on in a file of the board's folder, if it has one."""
    folder = settings.get("DENGEN_DATA_DIR")
    target = Path(folder) / LOG if folder else Path(os.devnull)
    with target.open("a") as log:
        command = [sys.executable, *arguments]
        return Server(subprocess.Popen(command, env=settings, cwd=ROOT, stderr=log), port)


def wait_for(server: Server, path: str) -> None:
    """Return once the page is there; raise `RuntimeError` if it does not come."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        try:
            with urllib.request.urlopen(server.address + path, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"{server.address} did not answer")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
