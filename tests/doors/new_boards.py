"""New boards for the commands: the tables are made once in a run, and copied."""

import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from dengen.settings import DATA_DIR
from tests.doors.test_cli import dengen

FILE = "dengen.sqlite3"


def make_board(folder: Path) -> None:
    """Put the database of a board there on which nobody is yet, as `dengen migrate` leaves it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(_kept(), folder / FILE)


@cache
def _kept() -> Path:
    folder = Path(mkdtemp(prefix="new-board-", dir=DATA_DIR))
    made = dengen("migrate", DENGEN_SECRET_KEY="x" * 60, DENGEN_DATA_DIR=str(folder))
    assert made.returncode == 0, made.stderr
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / FILE
