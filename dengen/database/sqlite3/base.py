"""Where Django looks for a backend."""

import sqlite3
from collections import deque
from contextlib import suppress
from typing import Any

from django.db.backends.sqlite3 import base

from dengen.database import read_only
from dengen.database.before_commit import BeforeCommit


class DatabaseWrapper(BeforeCommit, base.DatabaseWrapper):
    """As Django's; what one request leaves, the next one takes, whichever thread works on it.

    Opening the file costs more than most pages, and a thread that ends doesn't close what it has.
    """

    kept: deque[sqlite3.Connection] = deque()  # open, and nobody's
    most_kept = 0

    may_write = False  # in this transaction; see ../read_only.py

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.execute_wrappers.append(read_only.refuse_writing)

    def row(self, statement: str) -> tuple | None:
        """Return the first row of what reads, past Django's cursors."""
        with self.wrap_database_errors:
            return self.connection.execute(statement).fetchone()

    def _start_transaction_under_autocommit(self) -> None:
        super()._start_transaction_under_autocommit()  # type: ignore[misc]  # a gap in the stubs
        self.may_write = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Return a connection that is open, or else another."""
        with suppress(IndexError):
            return self.kept.pop()
        return super().get_new_connection(conn_params)

    def _close(self) -> None:
        own = self.connection
        is_whole = own is not None and not self.errors_occurred and not own.in_transaction
        if is_whole and len(self.kept) < self.most_kept:
            self.kept.append(own)
        else:
            super()._close()

    def close_pool(self) -> None:
        """Close what is nobody's."""
        with suppress(IndexError):
            while True:
                self.kept.pop().close()
