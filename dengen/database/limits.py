"""How long anything may wait for the database, or keep others waiting.

One held lock must not stop the board. A page that only reads waits for no lock to speak of, and a
step gives up after as long as on SQLite. On PostgreSQL what a page asks for ends after half a
minute, and so does a transaction in which nothing happens any more.

The limits of a transaction are set within it (SET LOCAL), and nothing is asked for in the start of
a connection: so they also hold behind pgbouncer in transaction mode (docs/operate.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection

LOCK_MILLISECONDS = 20_000
_lock_wait: ContextVar[int] = ContextVar("lock_wait")


@dataclass(frozen=True)
class Limits:
    """In milliseconds, 0 for none: of a statement, and of a transaction in which nothing happens.

    `reads_wait` is how long a statement outside of any transaction waits for a lock, 0 for as long
    as the server says; such a one only reads.
    """

    statement: int = 0
    idle: int = 0
    reads_wait: int = 0


WEB = Limits(statement=30_000, idle=30_000, reads_wait=2_000)
WORKER = Limits(idle=60_000)  # what it does at night may take its time
_of_process = Limits()  # a command is looked at by somebody, who can stop it


def apply(limits: Limits) -> None:
    """Set the limits of this process from now on, before its first connection."""
    global _of_process  # noqa: PLW0603 - one process, one kind of work
    _of_process = limits


def of_connection() -> str:
    """Return the SQL for PostgreSQL that sets them for what happens outside of transactions, or "".

    Behind pgbouncer it reaches connections of others too, so only the web sets any.
    """
    limits = _of_process
    if not limits.reads_wait:
        return ""
    return f"SET statement_timeout = {limits.statement}; SET lock_timeout = {limits.reads_wait}"


def of_transaction() -> str:
    """Return the SQL for PostgreSQL that sets them for one transaction."""
    limits = _of_process
    return (
        f"SET LOCAL lock_timeout = {_lock_wait.get(LOCK_MILLISECONDS)}; "
        f"SET LOCAL statement_timeout = {limits.statement}; "
        f"SET LOCAL idle_in_transaction_session_timeout = {limits.idle}"
    )


@contextmanager
def waiting_for_locks(milliseconds: int) -> Iterator[None]:
    """Yield; transactions within wait so long for others, then raise `OperationalError`."""
    token = _lock_wait.set(milliseconds)
    _wait_on_sqlite(milliseconds)
    try:
        yield
    finally:
        _lock_wait.reset(token)
        _wait_on_sqlite(_lock_wait.get(None))


def _wait_on_sqlite(milliseconds: int | None) -> None:
    """Wait so long on SQLite from now on, or as long as the connection was opened with."""
    if connection.vendor == "sqlite":
        if milliseconds is None:
            milliseconds = round(1000 * connection.settings_dict["OPTIONS"]["timeout"])
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
