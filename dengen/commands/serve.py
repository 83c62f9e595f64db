"""`dengen serve`: granian with one thread pool a process; static files come from whitenoise.

The threads are many, though Python runs one at a time: most of them wait, for a password to be
hashed or for another writer, and whoever only reads must find one that doesn't.
"""

import gc
import multiprocessing
from importlib import import_module

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dengen.database import pool

# A worker told to stop while it still starts doesn't hear it, and would be waited for without end.
PATIENCE_SECONDS = 10

# What the server itself says becomes lines of our log.
LOGS = {
    "handlers": {},
    "formatters": {},
    "loggers": {"_granian": {"propagate": True}, "granian.access": {"propagate": False}},
}


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
