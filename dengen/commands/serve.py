"""`dengen serve`: granian with one thread pool a process; static files come from whitenoise.

The threads are many, though Python runs one at a time: most of them wait, for a password to be
hashed or for another writer, and whoever only reads must find one that doesn't.
"""

import gc
import logging
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from tempfile import TemporaryDirectory

from django.db import Error
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dengen.database import pool

log = logging.getLogger(__name__)

# A worker told to stop while it still starts doesn't hear it, and would be waited for without end.
PATIENCE_SECONDS = 10

# What the server itself says becomes lines of our log.
LOGS = {
    "handlers": {},
    "formatters": {},
    "filters": {"news": {"()": f"{__name__}.News"}},
    "loggers": {
        "_granian": {"propagate": True, "filters": ["news"]},
        "granian.access": {"propagate": False},
    },
}


class News(logging.Filter):
    """Lets all pass but granian's doubt about our many threads: they are meant."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is logged."""
        return "Python threads, which seems quite high" not in record.getMessage()


def tell_of_wrong_clock() -> None:
    """Log it, as the worker does: the board is served all the same, for people to read."""
    from dengen.events.clock_check import clock_fault

    with suppress(Error):  # no table yet, or no database: told elsewhere
        if fault := clock_fault():
            log.error("wrong clock", extra={"fields": {"error": fault}})


def serve_board(
    host: str,
    port: int,
    workers: int,
    application: str = "dengen.wsgi:application",
    threads: int = 80,
) -> None:
    """Serves until stopped; a worker that dies is started anew. `threads` are of each worker."""
    if multiprocessing.get_start_method() == "fork":
        # Workers are copies of this process then: the rooms are loaded once, and not by each of
        # them at the same time, which took a second more. What is loaded is shared for good.
        import_module(application.partition(":")[0])
        pool.leave()
        gc.freeze()
    _serve(application, host, port, workers, threads)


@contextmanager
def counting_together() -> Iterator[None]:
    """Give the workers a folder for what each of them counts; see dengen/watch/counting.py."""
    with TemporaryDirectory(prefix="dengen-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _serve(application: str, host: str, port: int, workers: int, threads: int) -> None:
    fields = {"address": f"http://{f'[{host}]' if ':' in host else host}:{port}"}
    log.info("the web begins", extra={"fields": fields | {"workers": workers}})
    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=LOGS,
        websockets=False,
    ).serve()
