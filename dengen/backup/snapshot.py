"""One moment of the board: what is read within it is of that moment, while others go on."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# The board's own limits are for people who wait; nobody waits for this.
POSTGRESQL = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)


@contextmanager
def snapshot() -> Iterator[None]:
    """Yield within one read-only transaction; it holds up nobody."""
    with _postgresql() if connection.vendor == "postgresql" else _sqlite():
        yield


@contextmanager
def _postgresql() -> Iterator[None]:
    settings = connection.settings_dict
    before = settings.get("DISABLE_SERVER_SIDE_CURSORS")
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in POSTGRESQL:
                cursor.execute(statement)
        # Within one transaction they work behind any pooler, and keep tables out of the memory.
        settings["DISABLE_SERVER_SIDE_CURSORS"] = False
        try:
            yield
        finally:
            settings["DISABLE_SERVER_SIDE_CURSORS"] = before


@contextmanager
def _sqlite() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # Django's own would keep all others from writing
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
