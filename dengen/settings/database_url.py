"""The database out of its address: for PostgreSQL whatever libpq understands."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

POSTGRESQL = ("postgres://", "postgresql://")
# A server that has died or can't be reached is given up within seconds, so that the request after
# goes to the next one that the address names.
GIVEN_UP_SOON = {
    "connect_timeout": 3,  # seconds for each host
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 6_000,  # milliseconds
}
# SQLite: a transaction that reads first and writes later fails with "database is locked" unless it
# begins IMMEDIATE; WAL lets readers go on while one writes.
SQLITE_OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20}
SYNCHRONOUS = {"normal", "full"}


def database_of(url: str, sqlite_synchronous: str = "full") -> dict[str, Any]:
    """Return Django's settings of the database.

    PostgreSQL: a connection URI of libpq, which may name several hosts and
    `target_session_attrs=read-write` (PostgreSQL's manual, 32.1.1.2). Else what dj-database-url
    reads. On SQLite each step waits for the disk if `sqlite_synchronous` is "full"; if "normal", a
    power failure may take the steps of the last moments. Raise `ImproperlyConfigured`.
    """
    if url.startswith(POSTGRESQL):
        return _postgresql(url)
    if not url.startswith("sqlite:"):
        raise ImproperlyConfigured("DATABASE_URL begins with neither postgres:// nor sqlite:///.")
    if sqlite_synchronous not in SYNCHRONOUS:
        raise ImproperlyConfigured("DENGEN_SQLITE_SYNCHRONOUS is either `normal` or `full`.")
    begin = f"PRAGMA journal_mode=WAL; PRAGMA synchronous={sqlite_synchronous};"
    begin += " PRAGMA secure_delete=ON;"  # what is erased is overwritten
    options = {**SQLITE_OPTIONS, "init_command": begin}
    try:  # CONN_MAX_AGE: opening a file costs more than most pages
        database = dj_database_url.parse(url, engine="dengen.database.sqlite3", conn_max_age=None)
    except dj_database_url.ParseError as error:
        raise ImproperlyConfigured("DATABASE_URL begins with sqlite:/// and a path.") from error
    return {**database, "OPTIONS": options}


def _postgresql(url: str) -> dict[str, Any]:
    import psycopg.conninfo  # noqa: PLC0415 - a board on SQLite starts sooner without it

    try:
        options = GIVEN_UP_SOON | psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise ImproperlyConfigured("DATABASE_URL is no address that PostgreSQL knows.") from error
    return {
        "ENGINE": "dengen.database.postgresql",
        "NAME": options.pop("dbname", ""),
        "USER": options.pop("user", ""),
        "PASSWORD": options.pop("password", ""),
        "HOST": options.pop("host", ""),
        "PORT": options.pop("port", ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
    }
