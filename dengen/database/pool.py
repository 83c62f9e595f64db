"""Connections that the threads of a web process share, on PostgreSQL.

A server process has more threads than the database has connections to give: most of them wait for
a password to be hashed, and hold none meanwhile.
"""

from django.db import connections

WAIT_SECONDS = 5  # for a connection that another thread has
TRY_SECONDS = 2  # to connect anew before the one who asks is told; the next one tries at once
BACKEND = "dengen.database.postgresql"


def share(most: int) -> None:
    """From now on this process has no more than so many; before its first connection."""
    database = connections.settings["default"]
    if database["ENGINE"] == BACKEND:
        pool = {"min_size": 1, "max_size": most, "timeout": WAIT_SECONDS}
        database["OPTIONS"]["pool"] = pool | {"reconnect_timeout": TRY_SECONDS}
        database["CONN_MAX_AGE"] = 0  # back into the pool after each request


def leave() -> None:
    """Closes what this process has, so that those that it starts begin with nothing."""
    connections.close_all()
    for one in connections.all(initialized_only=True):
        if hasattr(one, "close_pool"):
            one.close_pool()
