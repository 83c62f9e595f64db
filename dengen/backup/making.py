"""Making a backup while the board is in use."""

from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from dengen.accounts.models import Session
from dengen.backup import postgresql, sqlite
from dengen.backup.archive import Progress, pack, refuse_existing, workplace
from dengen.backup.manifest import Manifest
from dengen.backup.refusals import BackupRefused
from dengen.events.sealing import seal_waiting
from dengen.japan import clock
from dengen.japan.business_days import TOKYO


def back_up(file: Path, copying: Progress, packing: Progress) -> tuple[Path, Manifest]:
    """Writes the board of this moment into the file, whole or not at all.

    In a folder it gets a name out of the moment. Returns where it is, and what it says of itself.
    Who is logged in is left out, and so is every key. Raises `BackupRefused`, or `OSError` from a
    disk that is full.
    """
    file = file.absolute()
    if file.is_dir():
        file /= f"dengen-{clock.now().astimezone(TOKYO):%Y-%m-%d-%H%M%S}.zip"
    if not file.parent.is_dir():
        raise BackupRefused(f"There is no folder {file.parent}.")
    refuse_existing(file)
    if not MigrationRecorder(connection).has_table():
        raise BackupRefused("There is no board yet in the database: nothing to back up.")
    seal_waiting()
    kind = postgresql if connection.vendor == "postgresql" else sqlite
    with workplace(file) as folder:
        copy, manifest = kind.copy(folder, Session._meta.db_table, copying)
        return file, pack(copy, manifest, file, packing)
