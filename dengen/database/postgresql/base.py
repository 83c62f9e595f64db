"""Where Django looks for a backend."""

from typing import Any

from django.db.backends.postgresql import base

from dengen.database import limits, read_only
from dengen.database.before_commit import BeforeCommit


class DatabaseWrapper(BeforeCommit, base.DatabaseWrapper):
    """As Django's; each connection and each transaction begins with its limits."""

    may_write = False  # in this transaction; see ../read_only.py

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.execute_wrappers.append(read_only.refuse_writing)

    def _configure_connection(self, connection: Any) -> bool:
        has_changed = super()._configure_connection(connection)  # type: ignore[misc]  # a gap in the stubs
        if begin := limits.of_connection():
            connection.execute(begin)
        return has_changed or bool(begin)  # so that it is committed

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 - Django's
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # a gap in the stubs
        self.may_write = False
        if not autocommit:
            with self.wrap_database_errors:
                self.connection.execute(limits.of_transaction())
