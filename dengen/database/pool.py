"""Connections that the threads of a web process share.

It has more threads than a database has connections to give: most of them wait for a password to be
hashed, and hold none meanwhile. On PostgreSQL it's psycopg's pool that they share.
"""

from typing import Any, cast

from django.db import connections

from dengen.database.sqlite3.base import DatabaseWrapper as Sqlite

WAIT_SECONDS = 5  # for a connection that another thread has
TRY_SECONDS = 2  # to connect anew before the one who asks is told; the next one tries at once


def limit_connections(most: int) -> None:
    """Share so many in this process from now on; close what it has open.

    On PostgreSQL there are no more; on SQLite so many stay open.
    """
    connections.close_all()  # they belong to no pool
    database = connections.settings["default"]
    database["CONN_MAX_AGE"] = 0  # back into the pool after each request
    if database["ENGINE"].endswith("postgresql"):
        pool = {"min_size": 1, "max_size": most, "timeout": WAIT_SECONDS}
        database["OPTIONS"]["pool"] = pool | {"reconnect_timeout": TRY_SECONDS}
    else:
        Sqlite.most_kept = most


def close_connections() -> None:
    """Close what this process has, so that those that it starts begin with nothing."""
    connections.close_all()
    for one in connections.all(initialized_only=True):
        cast("Any", one).close_pool()
