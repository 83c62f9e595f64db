"""Where Django looks for a backend."""

import time
from typing import Any

from django.db.backends.postgresql import base

from dengen.database import limits, read_only
from dengen.database.before_commit import BeforeCommit
from dengen.database.postgresql.asking_again import AskingAgain, read_again


class DatabaseWrapper(AskingAgain, BeforeCommit, base.DatabaseWrapper):
    """As Django's; each connection and each transaction begins with its limits."""

    may_write = False  # in this transaction; see ../read_only.py

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.execute_wrappers += [read_only.refuse_writing, read_again]

    def row(self, statement: str) -> tuple | None:
        """Return the first row of what reads, past Django's cursors."""
        return self.again(lambda: self._row(statement))

    def _row(self, statement: str) -> tuple | None:
        with self.wrap_database_errors:
            return self.connection.execute(statement).fetchone()

    def _configure_connection(self, connection: Any) -> bool:
        connection.opened_at = time.monotonic()
        has_changed = super()._configure_connection(connection)  # type: ignore[misc]  # a gap in the stubs
        if begin := limits.of_connection():
            connection.execute(begin)
        return has_changed or bool(begin)  # so that it is committed

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 - Django's
        self.may_write = False
        if not autocommit:
            self.again(self._begin)
        elif not self.connection.autocommit:  # those out of the pool have it
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # a gap in the stubs

    def _begin(self) -> None:
        super()._set_autocommit(autocommit=False)  # type: ignore[misc]  # as above
        with self.wrap_database_errors:
            self.connection.execute(limits.of_transaction())
