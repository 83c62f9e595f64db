"""What the board writes is readable for its own user alone, wherever it lies."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

OWNER_ONLY = 0o077  # the umask: no permission for the group, none for others
SIDE_FILES = ("", "-wal", "-shm", "-journal")  # of an SQLite database


def keep_private(database: dict[str, Any]) -> None:
    """Let this process, and those it starts, create only private files from now on.

    An existing SQLite database is made private too.
    """
    os.umask(OWNER_ONLY)
    for file in _files_of(database):
        with suppress(OSError):  # another user's file: SQLite says whether it may be used
            if file.stat().st_mode & OWNER_ONLY:
                file.chmod(0o600)


def _files_of(database: dict[str, Any]) -> Iterator[Path]:
    if database["ENGINE"].endswith("sqlite3"):
        yield from (Path(f"{database['NAME']}{ending}") for ending in SIDE_FILES)
