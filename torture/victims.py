"""The board's own processes: started, killed without a warning, started again."""

import random
import time
from contextlib import suppress

import psutil

from benchmarks.servers import Server, free_port, start, wait_for

ANSWERS = "/login/"


class Victims:
    """A web server with two processes, and a worker; `kinds` name what `kill()` may hit."""

    kinds = ("the whole web server", "one web process", "the worker", "all of them")

    def __init__(self, settings: dict[str, str], seed: int) -> None:
        self._settings, self._random = settings, random.Random(seed)
        self._port = free_port()
        self.web = self._start_web()
        wait_for(self.web, ANSWERS)
        self.worker = self._start_worker()

    @property
    def address(self) -> str:
        """Of the web server."""
        return self.web.address

    def kill(self, kind: str) -> None:
        """Kill at once, without a chance to finish anything."""
        self.revive()  # the server ends by itself if one process died soon after another
        web = self.web.everybody()
        if kind == "one web process":
            web = self._random.sample(web[1:], min(1, len(web[1:])))
        hit = [] if kind == "the worker" else web
        if kind in {"the worker", "all of them"}:
            hit += self.worker.everybody()
        for one in hit:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        for server in (self.web, self.worker):
            if any(one.pid == server.process.pid for one in hit):
                server.process.wait()

    def revive(self) -> float:
        """Start what has ended, as systemd would; return the seconds until a page is there."""
        began = time.monotonic()
        if self.worker.process.poll() is not None:
            self.worker = self._start_worker()
        while True:
            if self.web.process.poll() is not None:
                self.web.stop()
                self.web = self._start_web()
            try:
                wait_for(self.web, ANSWERS)
            except RuntimeError:  # it ended by itself, as one process had died soon after another
                continue
            return time.monotonic() - began

    def stop(self) -> None:
        """Stop politely."""
        self.worker.stop()
        self.web.stop()

    def _start_web(self) -> Server:
        command = ["-m", "dengen", "serve", "--port", str(self._port), "--workers", "2"]
        return start(command, self._settings, self._port)

    def _start_worker(self) -> Server:
        return start(["-m", "dengen", "worker"], self._settings)
