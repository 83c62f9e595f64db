"""The board's read-only mode, kept by the database itself: every process on every machine sees it.

A process that obeys is refused whatever would change a row, where its statement leaves for the
database: no view has to ask.

One row of `TABLE` is the mode (`backup.ReadOnlyMode`). What is written asks for it once in its
transaction, a page once for its banner. The question goes past Django's cursors, so that the
wrapper around each statement doesn't look at its own.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import OperationalError, connection

TABLE = "backup_readonlymode"
STATE = f"SELECT begun_at, reason FROM {TABLE}"  # noqa: S608 - a name of our own
# A page that reads may lock a row, and a transaction must be able to begin and end.
READS = re.compile(
    r"\s*\(*\s*(SELECT|VALUES|EXPLAIN|PRAGMA|SHOW|SET|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE"
    r"|DECLARE|FETCH|CLOSE)\b",
    re.IGNORECASE,
)
# PostgreSQL: transactions of others that began before the mode did, and may still write.
IN_HAND = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < %s
"""


@dataclass(frozen=True)
class Mode:
    """Since when the board is read-only, and why; "" if nobody said."""

    begun_at: datetime
    reason: str


class ReadOnly(OperationalError):
    """Something was to be written while the board is read-only; nothing was."""

    def __init__(self, mode: Mode) -> None:
        super().__init__("the board is read-only")
        self.mode = mode


_obeys = False
_lifted: ContextVar[bool] = ContextVar("lifted", default=False)


def obey() -> None:
    """Let this process write nothing while the board is read-only, from now on."""
    global _obeys  # noqa: PLW0603 - one process, one kind of work
    _obeys = True


@contextmanager
def without_read_only() -> Iterator[None]:
    """Yield for what must be written even so: it ends what was begun before."""
    token = _lifted.set(True)
    try:
        yield
    finally:
        _lifted.reset(token)


def mode() -> Mode | None:
    """Return the mode, or None while the board takes changes."""
    connection.ensure_connection()
    return _asked(connection)


def steps_in_hand(since: datetime) -> int:
    """Return how many transactions that began before that moment are still open.

    On SQLite there are none: whoever writes is alone.
    """
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(IN_HAND, [since])
        return cursor.fetchone()[0]


def refuse_writing(
    execute: Callable,
    sql: Any,
    params: Any,
    many: bool,  # noqa: FBT001 - Django's
    context: dict[str, Any],
) -> Any:
    """Send the statement on, or raise `ReadOnly`: Django's wrapper around each."""
    if _obeys and not _lifted.get() and not (isinstance(sql, str) and READS.match(sql)):
        database = context["connection"]
        if not (database.may_write and database.in_atomic_block):
            if found := _asked(database):
                raise ReadOnly(found)
            database.may_write = database.in_atomic_block  # until it ends
    return execute(sql, params, many, context)


def _asked(database: Any) -> Mode | None:
    row = database.row(STATE)
    return Mode(_moment(row[0]), row[1]) if row else None


def _moment(value: datetime | str) -> datetime:
    """Return the moment; PostgreSQL gives one, SQLite its text in UTC."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
