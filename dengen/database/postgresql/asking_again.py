"""Connections that the server has ended: who only reads is answered on a new one.

Connections wait between requests, and whether one still holds is found out by using it: to ask
before each request would cost a round trip more than most pages do. A statement outside of
transactions that reads, and the beginning of a transaction, have changed nothing if they find
their connection dead: they go out once more. Within a transaction nothing does; it is undone as a
whole, and whoever asked is told.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError

from dengen.database.read_only import READS

log = logging.getLogger("dengen.database")


class AskingAgain:
    """Mixin of the backend."""

    connection: Any
    _losing = threading.Lock()
    _lost_at = 0.0  # when this process last found one dead

    def again[Result](self: Any, ask: Callable[[], Result]) -> Result:
        """Return what it returns, on a new connection if it finds this one dead."""
        try:
            return ask()
        except (OperationalError, InterfaceError):
            if not self.autocommit or self.connection is None or not self.connection.closed:
                raise
        self._renew()
        return ask()

    def _renew(self: Any) -> None:
        opened_at = self.connection.opened_at
        self.close()
        with AskingAgain._losing:
            if opened_at >= AskingAgain._lost_at:  # else another thread has found it out
                AskingAgain._lost_at = time.monotonic()
                log.warning("database", extra={"fields": {"outcome": "connection lost"}})
                if self.pool:
                    self.pool.drain()  # those beside it are hardly better
        self.ensure_connection()


def read_again(
    execute: Callable,
    sql: Any,
    params: Any,
    many: bool,  # noqa: FBT001 - Django's
    context: dict[str, Any],
) -> Any:
    """Send the statement on, once more if it reads: Django's wrapper around each."""
    database, cursor = context["connection"], context["cursor"]

    def ask() -> Any:
        if cursor.cursor.connection is not database.connection:
            cursor.cursor = database.create_cursor(getattr(cursor.cursor, "name", None))
        return execute(sql, params, many, context)

    reads = isinstance(sql, str) and READS.match(sql)
    return database.again(ask) if reads else ask()
