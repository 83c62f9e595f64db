"""`dengen serve`: granian with one thread pool a process; static files come from whitenoise."""

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

BLOCKING_THREADS = 4


def serve_board(
    host: str, port: int, workers: int, application: str = "dengen.wsgi:application"
) -> None:
    """Serves until stopped; a worker that dies is started anew."""
    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
