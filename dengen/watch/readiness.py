"""Whether this process can do its work: what /health/ready asks."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

ROOM_BYTES = 64 * 2**20  # below, the next hours may fill the disk
IS_STANDBY = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'"


def obstacles() -> list[str]:
    """Return what stands in the way, for the log; nothing if all is well."""
    return list(_obstacles())


def _obstacles() -> Iterator[str]:
    for folder in _folders():
        if not os.access(folder, os.W_OK):
            yield f"{folder} can't be written to"
        elif shutil.disk_usage(folder).free < ROOM_BYTES:
            yield f"{folder} has hardly any room left"
    if not has_all_static_files():
        yield "static files are missing: run `dengen migrate`, then restart this process"
    try:
        yield from _of_database()
    except Error as error:
        connection.close()
        yield f"the database doesn't answer ({type(error).__name__})"


def _folders() -> set[Path]:
    folders = {Path(settings.DATA_DIR)}
    if connection.vendor == "sqlite":
        folders.add(Path(connection.settings_dict["NAME"]).parent)
    return folders


def _of_database() -> Iterator[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(IS_STANDBY)
            if cursor.fetchone()[0]:
                yield "the database takes no changes"
        else:
            cursor.execute("SELECT 1")
    if not has_all_tables():
        yield "migrations are missing"


def has_all_tables() -> bool:
    """Return whether all migrations of this version were applied.

    Once that is so it remains so while this process runs: its code doesn't change.
    """
    if not _seen:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen.append(True)
    return True


def has_all_static_files() -> bool:
    """Return whether those that this version needs were there when the process began.

    What is collected later has names that this process doesn't know, and isn't served by it.
    """
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return True
    if not _static_files:
        _static_files.update(name for finder in get_finders() for name, _ in finder.list(None))
    return _static_files <= staticfiles_storage.hashed_files.keys()


_seen: list[bool] = []
_static_files: set[str] = set()
