"""`dengen serve`: granian, and one thread pool a process; static files come from whitenoise.

The threads are many, though Python runs one at a time: most of them wait, for a password to be
hashed or for another writer, and whoever only reads must find one that doesn't.
"""

import ctypes
import gc
import logging
import multiprocessing
import os
import resource
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import Error
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dengen.database import pool
from dengen.pages.shared_pages import FILE_VARIABLE
from dengen.serving import Limits, WholeRequests

log = logging.getLogger(__name__)

# A worker told to stop while it still starts doesn't hear it, and would be waited for without end.
STOP_SECONDS = 10

# Open ones of each process, and files beside them: the database, what is served, what is uploaded.
CONNECTIONS, OTHER_FILES = 4096, 512

# glibc gives threads eight heaps for each core, and each keeps what its busiest moment took; but
# Python's threads run one at a time. And what it has got from the kernel and given back once, as
# the 19 MiB in which a password is hashed, it keeps the next time, unless it is told from which
# size on to ask the kernel.
HEAPS, M_ARENA_MAX = 2, -8
LARGE_BLOCK, M_MMAP_THRESHOLD = 2**20, -3  # bytes

# What the server itself says becomes lines of our log.
LOGS = {
    "handlers": {},
    "formatters": {},
    "filters": {},
    "loggers": {
        "_granian": {"propagate": True},
        "granian.access": {"propagate": False},
    },
}


def save_memory() -> None:
    """Let all threads to come, and those of workers, share few heaps and give back what is large.

    Does nothing where libc isn't glibc.
    """
    with suppress(AttributeError):
        allocator = ctypes.CDLL(None)
        allocator.mallopt(M_ARENA_MAX, HEAPS)
        allocator.mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK)


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
    limits: Limits | None = None,
) -> None:
    """Serve until stopped; a worker that dies is started anew. `limits` are of each worker."""
    save_memory()
    if multiprocessing.get_start_method() == "fork":
        # Workers are copies of this process then: the rooms are loaded once, and not by each of
        # them at the same time, which took a second more. What is loaded is shared for good.
        import_module(application.partition(":")[0])
        pool.close_connections()
        gc.freeze()
    _serve(application, host, port, workers, limits or Limits())


@contextmanager
def counting_together() -> Iterator[None]:
    """Give the workers a folder for what each of them counts; see dengen/watch/counting.py."""
    with TemporaryDirectory(prefix="dengen-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


@contextmanager
def sharing_pages() -> Iterator[None]:
    """Give the workers a file for pages; see dengen/pages/shared_pages.py. Without room, none."""
    with ExitStack() as stack:
        with suppress(OSError):
            folder = stack.enter_context(TemporaryDirectory(prefix="dengen-pages-"))
            file = Path(folder, "pages")
            file.touch(mode=0o600)
            os.environ[FILE_VARIABLE] = str(file)
        yield


def _serve(application: str, host: str, port: int, workers: int, limits: Limits) -> None:
    fields = {"address": f"http://{f'[{host}]' if ':' in host else host}:{port}"}
    log.info("the web begins", extra={"fields": fields | {"workers": workers}})
    server = Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=workers,
        backpressure=_connections(),
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=LOGS,
        websockets=False,
    )
    server.serve(target_loader=partial(_gateway, limits))


def _gateway(limits: Limits, target: str, **_said: object) -> WholeRequests:
    """Return what granian calls, around the application of that name."""
    module, _colon, name = target.partition(":")
    application = getattr(import_module(module), name)
    return WholeRequests(application, limits)


def _connections() -> int:
    """Return how many may be open: what sends its head slowly holds no more than one of them."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = CONNECTIONS + OTHER_FILES if hard == resource.RLIM_INFINITY else hard
    files = min(files, CONNECTIONS + OTHER_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return max(1, files - OTHER_FILES)
