"""An SQLite database for a while, in the place of the board's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

# It goes in any case: nothing of it has to outlive a power failure.
BEGIN = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Yield the file of a new database in the folder; the default connection leads to it.

    Migrations and models know no other connection, so it takes that place in this process.
    """
    file = folder / "scratch.sqlite3"
    own = connections["default"]
    options = {"init_command": BEGIN, "transaction_mode": "IMMEDIATE"}
    new = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}
    connections["default"] = DatabaseWrapper({**own.settings_dict, **new}, "default")
    try:
        yield file
    finally:
        connections["default"].close()
        connections["default"] = own
