"""Triggers that make the database itself refuse to change or delete a table's rows."""

from django.db.backends.base.base import BaseDatabaseWrapper

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION dengen_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def protect(connection: BaseDatabaseWrapper, table: str, *columns: str) -> None:
    """Make UPDATE and DELETE on `table` fail with a database error from now on.

    With `columns`, an UPDATE that names none of them is allowed: what tells of a person can then be
    erased.
    """
    of = f" OF {', '.join(columns)}" if columns else ""
    unprotect(connection, table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
            cursor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE{of} OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION dengen_append_only()"
            )
            return
        for step, when in (("update", f"UPDATE{of}"), ("delete", "DELETE")):
            cursor.execute(
                f"CREATE TRIGGER {table}_no_{step} BEFORE {when} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def unprotect(connection: BaseDatabaseWrapper, table: str) -> None:
    """Lift the protection: for a migration that must rewrite the table, and for nothing else."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            return
        for step in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{step}")


def refuse_updates(connection: BaseDatabaseWrapper, table: str, *columns: str) -> None:
    """Make an UPDATE that names one of these columns of `table` fail from now on."""
    allow_updates(connection, table)
    when = f"BEFORE UPDATE OF {', '.join(columns)} ON {table}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
            cursor.execute(
                f"CREATE TRIGGER {table}_frozen {when} "
                "FOR EACH ROW EXECUTE FUNCTION dengen_append_only()"
            )
            return
        cursor.execute(
            f"CREATE TRIGGER {table}_frozen {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def allow_updates(connection: BaseDatabaseWrapper, table: str) -> None:
    """Undo `refuse_updates()`: for a migration that must rewrite the table, and nothing else."""
    place = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen{place}")
