"""The query that every request begins with: its session, and the versions its pages depend on.

PostgreSQL would plan it for three times as long as it takes to answer, and statements that the
driver prepares don't reach through a pooler. So it is a function there: each connection of the
server keeps the plan of what stands in it.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, connections

from dengen.accounts.authentication.sessions.session import Session
from dengen.events import versions

SELECTED = (
    f"SELECT {versions.COLUMNS}, session_data, account_id IS NOT NULL AND expire_date < {{fresh}}"
)
SOURCE = f"""FROM {Session._meta.db_table}{versions.TABLES}
WHERE session_key = {{key}} AND expire_date > {{now}}
    AND (account_id IS NULL OR began_at > {{began}})
"""
FUNCTION = f"""
CREATE OR REPLACE FUNCTION accounts_session_of(
    fresh timestamptz, key text, now_ timestamptz, began timestamptz,
    OUT of_board bigint, OUT of_desk bigint, OUT of_notices bigint, OUT of_own bigint,
    OUT written text, OUT is_stale boolean
) LANGUAGE plpgsql STABLE AS $$
BEGIN
    {SELECTED} INTO of_board, of_desk, of_notices, of_own, written, is_stale {SOURCE};
END $$
""".format(fresh="fresh", key="key", now="now_", began="began")
NOTHING = (0, 0, 0, 0, None, False)  # the function finds one row in any case
QUERIES = {
    "sqlite": f"{SELECTED} {SOURCE}".format(fresh="%s", key="%s", now="%s", began="%s"),
    "postgresql": "SELECT * FROM accounts_session_of(%s, %s, %s, %s)",
}


def ask(parameters: Sequence[Any]) -> tuple[versions.Versions, str, bool] | None:
    """Return the versions, what is kept in the session, and whether to prolong it; None if over.

    Parameters: until when it must run without that, its key, now, since when it may run.
    """
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[connection.vendor], parameters)
        row = cursor.fetchone()
    *numbers, text, is_stale = row or NOTHING
    return None if text is None else (versions.Versions(*numbers), text, is_stale)


def install(sender: object, using: str, **signal: object) -> None:
    """Make the function, after every run of migrations."""
    with connections[using].cursor() as cursor:
        if cursor.db.vendor == "postgresql":
            cursor.execute(FUNCTION)
