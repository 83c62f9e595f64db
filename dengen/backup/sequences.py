"""The numbers that tables gave last: the number of a deleted row is never given again."""

from collections.abc import Iterable, Mapping

from django.db import connection, models

SQLITE = "SELECT name, seq FROM sqlite_sequence"
POSTGRESQL = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)"
POSTGRESQL_SET = "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)"

type Models = Iterable[type[models.Model]]


def read(tables: Models) -> dict[str, int]:
    """Return the last number of each table that numbers its rows; 0 if it gave none."""
    columns = _numbered(tables)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(SQLITE)
            given = dict(cursor.fetchall())
            return {table: given.get(table, 0) for table in columns}
        found = {}
        for table, column in columns.items():
            cursor.execute(POSTGRESQL, [table, column])
            found[table] = cursor.fetchone()[0] or 0
        return found


def put_back(tables: Models, given: Mapping[str, int]) -> None:
    """Let each table go on after its last number."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")
        for table, column in _numbered(tables).items():
            last = given.get(table, 0)
            if connection.vendor == "postgresql":
                cursor.execute(POSTGRESQL_SET, [table, column, last or 1, last > 0])
            elif last:
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, last])


def _numbered(tables: Models) -> dict[str, str]:
    return {
        model._meta.db_table: str(model._meta.pk.column)
        for model in tables
        if isinstance(model._meta.pk, models.AutoField)
    }
