"""Copies of a PostgreSQL database while the board is in use, and back: by its own programs."""

from collections.abc import Iterable
from pathlib import Path

from django.db import connection, connections, transaction

from dengen.backup import postgresql_programs as programs
from dengen.backup.archive import Progress
from dengen.backup.manifest import Manifest

NAME = "database.pgdump"
OWNERLESS = ["--no-owner", "--no-privileges"]  # another server has other users
# A program of PostgreSQL 17 or newer says this, which older servers don't know.
UNKNOWN_TO_OLD = b"SET transaction_timeout = 0;\n"
PROLOGUE = "BEGIN;\nSET LOCAL client_min_messages = warning;\nSET LOCAL lock_timeout = '60s';\n"
EVERYTHING = """
SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', schemaname, tablename)
FROM pg_tables WHERE schemaname = current_schema()
UNION ALL
SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure)
FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


def copy(folder: Path, without: str, progress: Progress) -> tuple[Path, Manifest]:
    """One moment of the board, without the rows of a table, in a file in the folder.

    The dump and what the manifest tells share one snapshot. Others go on reading and writing.
    """
    file = folder / NAME
    pg_dump = programs.find("pg_dump")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), pg_database_size(current_database())")
        snapshot, size = cursor.fetchone()
        manifest = Manifest.of_snapshot(lambda query: _rows(cursor, query))
        options = ["--format=custom", "--compress=0", *OWNERLESS, f"--snapshot={snapshot}"]
        options += [f"--exclude-table-data=*.{without}", f"--file={file}"]
        programs.run([pg_dump, *options], lambda: progress(_size(file), size))
    return file, manifest


def put_back(file: Path, changes: Iterable[str], progress: Progress) -> None:
    """The board is what is in the file, once the changes were made to it: at once, or not at all.

    Processes that have the database open see it with their next transaction.
    """
    pg_restore, psql = programs.find("pg_restore"), programs.find("psql")
    with connection.cursor() as cursor:
        drops = [statement for (statement,) in _rows(cursor, EVERYTHING)]
        schema = _rows(cursor, "SELECT quote_ident(current_schema())")[0][0]
    command = programs.with_address([psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"])
    connections.close_all()
    epilogue = [f"SET search_path TO {schema}", *changes, "ANALYZE", "COMMIT"]
    with (
        programs.feeding(command) as feed,
        programs.reading([pg_restore, *OWNERLESS, "--file=-", str(file)]) as script,
    ):
        feed((PROLOGUE + _script(drops)).encode())
        done = 0
        for block in script:
            feed(block.replace(UNKNOWN_TO_OLD, b"") if not done else block)
            done += len(block)
            progress(done, max(done, _size(file)))
        feed(_script(epilogue).encode())


def _rows(cursor, query: str) -> list[tuple]:
    cursor.execute(query)
    return cursor.fetchall()


def _script(statements: Iterable[str]) -> str:
    return "".join(f"{statement};\n" for statement in statements)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
