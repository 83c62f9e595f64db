"""Putting another board in the place of the present one: at once, or not at all.

Processes that have the database open see it with their next transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

from dengen.backup.scratch import scratch
from dengen.database.limits import waiting_for_locks

LOCK_WAIT_SECONDS = 60
PAGES = 5000  # 20 MB
ALL_TABLES = """
SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', schemaname, tablename)
FROM pg_tables WHERE schemaname = current_schema()
UNION ALL
SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure)
FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


@contextmanager
def replaced(folder: Path) -> Iterator[None]:
    """Yield with an empty database; what it becomes takes the board's place in the end.

    `folder` is for files that go afterwards.
    """
    with _in_one_transaction() if connection.vendor == "postgresql" else _by_a_file(folder):
        yield


@contextmanager
def _in_one_transaction() -> Iterator[None]:
    with waiting_for_locks(LOCK_WAIT_SECONDS * 1000), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL client_min_messages = warning")
            cursor.execute(ALL_TABLES)
            for (drop,) in cursor.fetchall():
                cursor.execute(drop)
        yield
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextmanager
def _by_a_file(folder: Path) -> Iterator[None]:
    with scratch(folder) as file:
        yield
    connections.close_all()
    living = Path(connection.settings_dict["NAME"])
    living.touch()
    with _open(file) as new, _open(living) as target:
        # In steps, between which a signal is heard; the old pages come back unless it ends.
        new.backup(target, pages=PAGES, progress=lambda *_numbers: None)
        target.execute("PRAGMA journal_mode=WAL")


def _open(file: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(file, timeout=LOCK_WAIT_SECONDS, isolation_level=None))
