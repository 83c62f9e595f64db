"""Making a backup while the board is in use."""

from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from dengen import clock
from dengen.backup.archive import Progress
from dengen.backup.encryption import encrypting, read_recipients
from dengen.backup.manifest import Manifest
from dengen.backup.refusals import BackupRefused
from dengen.backup.snapshot import snapshot
from dengen.backup.workplace import refuse_existing, whole_file
from dengen.backup.writing import write_archive
from dengen.events.sealing import seal_waiting
from dengen.japan.business_days import TOKYO


def back_up(file: Path, progress: Progress) -> tuple[Path, Manifest]:
    """Write the board of this moment into the file, whole or not at all.

    In a folder the file is named after the moment. It is encrypted if the settings name a public
    key. Sessions and keys are left out. Return the file's path and its manifest.

    Raise `BackupRefused`, or `OSError` if the disk is full.
    """
    recipients = read_recipients(settings.BACKUP_RECIPIENTS)
    file = file.absolute()
    if file.is_dir():
        ending = ".zip.age" if recipients else ".zip"
        file /= f"dengen-{clock.now().astimezone(TOKYO):%Y-%m-%d-%H%M%S-%Z}{ending}"
    if not file.parent.is_dir():
        raise BackupRefused(f"There is no folder {file.parent}.")
    refuse_existing(file)
    _refuse_empty()
    seal_waiting()
    with whole_file(file) as target, encrypting(target, recipients) as stream, snapshot():
        manifest = write_archive(stream, progress)
    return file, manifest


def _refuse_empty() -> None:
    name = connection.settings_dict["NAME"]
    is_there = connection.vendor != "sqlite" or Path(name).exists()
    if not (is_there and MigrationRecorder(connection).has_table()):
        raise BackupRefused("There is no board yet in the database: nothing to back up.")
