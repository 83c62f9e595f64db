"""New boards for the commands: the tables are made once in a run, and copied."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.doors.test_cli import dengen
from tests.kept import made_once

FILE = "dengen.sqlite3"


def make_board(folder: Path) -> None:
    """Put the database of a board there on which nobody is yet, as `dengen migrate` leaves it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(made_once("new-board", _migrate) / FILE, folder / FILE)


def _migrate(folder: Path) -> None:
    made = dengen("manage", "migrate", DENGEN_SECRET_KEY="x" * 60, DENGEN_DATA_DIR=str(folder))
    assert made.returncode == 0, made.stderr
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
