"""Copies of an SQLite database while the board is in use, and back."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections

from dengen.backup.archive import Progress
from dengen.backup.manifest import Manifest
from dengen.backup.refusals import BackupRefused

NAME = "database.sqlite3"
PATIENCE_SECONDS = 60
STEP = 1_000_000  # instructions of the database's machine, from one word of progress to the next
PAGES = 5000  # 20 MB


def copy(folder: Path, without: str, progress: Progress) -> tuple[Path, Manifest]:
    """One moment of the board, without the rows of a table, in a file in the folder.

    It is compact: nothing is left in it of what was erased. Others go on reading and writing.
    """
    file = folder / NAME
    with _open(_living()) as living:
        living.set_progress_handler(lambda: progress(*_grown(file, living)), STEP)
        living.execute("VACUUM INTO ?", [str(file)])
    with _open(file) as snapshot:
        snapshot.execute("PRAGMA secure_delete=ON")
        snapshot.execute(f"DELETE FROM {without}")  # noqa: S608 - a name of our own
        manifest = Manifest.of_snapshot(lambda query: snapshot.execute(query).fetchall())
    return file, manifest


def put_back(file: Path, changes: Iterable[str], progress: Progress) -> None:
    """The board is what is in the file, once the changes were made to it: at once, or not at all.

    Processes that have the database open see it with their next transaction.
    """
    with _open(file) as backup:
        for statement in changes:
            backup.execute(statement)
        connections.close_all()
        living = _living()
        living.touch()
        with _open(living) as target:
            backup.backup(target, pages=PAGES, progress=_told(progress))
            target.execute("PRAGMA journal_mode=WAL")


def _living() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


@contextmanager
def _open(file: Path) -> Iterator[sqlite3.Connection]:
    """In a mode in which each statement is a transaction."""
    if not file.exists():
        raise BackupRefused(f"There is no board yet: {file} is not there.")
    with closing(sqlite3.connect(file, timeout=PATIENCE_SECONDS, isolation_level=None)) as opened:
        yield opened


def _grown(file: Path, living: sqlite3.Connection) -> tuple[int, int]:
    size = file.stat().st_size if file.exists() else 0
    return size, max(size, Path(_living()).stat().st_size)


def _told(progress: Progress) -> Callable[[int, int, int], None]:
    return lambda _status, left, total: progress(total - left, total)
