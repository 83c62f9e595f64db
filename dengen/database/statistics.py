"""What a database knows about how its rows are spread, by which it chooses an index.

PostgreSQL looks anew by itself. SQLite knows something only after an ANALYZE, as a restore ends
with; then it passes over an index that was made since.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def renewed(table: str) -> Callable[[Any, Any], None]:
    """Return a migration's step that has the table looked at anew, if that was done before."""

    def renew(apps: Any, editor: Any) -> None:
        connection: BaseDatabaseWrapper = editor.connection
        if connection.vendor != "sqlite":
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
            if cursor.fetchone():
                cursor.execute("SELECT 1 FROM sqlite_stat1 WHERE tbl = %s LIMIT 1", [table])
                if cursor.fetchone():
                    cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")

    return renew
