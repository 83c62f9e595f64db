"""A database with all migrations, made once: each break's test begins with a copy of it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from tests.breaks.processes import run_python
from tests.with_postgresql import server

KEPT = "dengen_breaks"
MAKE = """
import django
django.setup()
from django.test.utils import setup_databases
setup_databases(verbosity=0, interactive=False)
"""


class Database(Protocol):
    """One that is kept."""

    def copied(self, data: Path) -> AbstractContextManager[dict[str, str]]:
        """Make a copy for a run with that data folder; yield what its environment needs."""


class OnSqlite:
    """Lies in a folder: one file, and beside it perhaps what isn't written into it yet."""

    def __init__(self, tree: Path, folder: Path) -> None:
        self.folder = folder
        make(tree, {"DENGEN_DATA_DIR": str(folder)})

    @contextmanager
    def copied(self, data: Path) -> Iterator[dict[str, str]]:
        for file in self.folder.glob("test.sqlite3*"):
            copy2(file, data)
        yield {}


class OnPostgresql:
    """Is the template of the copies, on the same server. Django puts `test_` before the names."""

    def __init__(self, tree: Path, folder: Path, server: str) -> None:
        self.server = server
        make(tree, {"DENGEN_DATA_DIR": str(folder), "DATABASE_URL": self.address(KEPT)})

    def address(self, name: str) -> str:
        return urlsplit(self.server)._replace(path=f"/{name}").geturl()

    @contextmanager
    def copied(self, data: Path) -> Iterator[dict[str, str]]:
        self.execute("CREATE DATABASE {} TEMPLATE {}", data.name, KEPT)
        try:
            yield {"DATABASE_URL": self.address(data.name)}
        finally:
            self.drop(data.name)

    def drop(self, name: str) -> None:
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def execute(self, text: str, *names: str) -> None:
        databases = [Identifier(f"test_{name}") for name in names]
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(SQL(text).format(*databases))


def make(tree: Path, environment: dict[str, str]) -> None:
    """Make a tree's test database, as pytest-django does."""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings"} | environment
    run_python(["-c", MAKE], tree, environment).check_returncode()


@contextmanager
def kept(tree: Path, names: set[str]) -> Iterator[dict[str, Database]]:
    """Yield the database of that tree on each that is named: "sqlite", "postgresql"."""
    with ExitStack() as stack:
        found: dict[str, Database] = {}
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="dengen-kept-")))
        if "sqlite" in names:
            found["sqlite"] = OnSqlite(tree, folder)
        if "postgresql" in names:
            on_server = OnPostgresql(tree, folder, stack.enter_context(server()))
            stack.callback(on_server.drop, KEPT)
            found["postgresql"] = on_server
        yield found
