"""Putting a board back out of a backup."""

import time
from pathlib import Path

from django.db import connection

from dengen import clock
from dengen.backup.archive import Progress
from dengen.backup.loading import load
from dengen.backup.models import Restoration
from dengen.backup.reading import Backup
from dengen.backup.refusing import (
    refuse_another_key,
    refuse_later_version,
    refuse_life,
    refuse_strangers,
)
from dengen.backup.replacing import replaced
from dengen.backup.workplace import private_folder, refuse_full
from dengen.events import head
from dengen.events.digests import key_mark
from dengen.events.models import Version
from dengen.events.verification import Verdict, verify
from dengen.japan.postal_import import import_postal_codes
from dengen.mail.models import MailServer, WorkerHeartbeat
from dengen.oversight.models import Acknowledgement

KEY_LOST = "restored with --lost-key"
SPACE_FACTOR = 4  # times the rows, on SQLite: with their indexes, beside the board and in its place


def check(backup: Backup, *, is_forced: bool, is_key_lost: bool) -> None:
    """Raise `BackupRefused` if the backup may not be put back here."""
    refuse_later_version(backup)
    if not is_key_lost:
        refuse_another_key(backup)
    refuse_strangers()
    if not is_forced:
        refuse_life()


def restore(backup: Backup, workplace: Path, checking: Progress, filling: Progress) -> Verdict:
    """Make the board what it was, bring its tables up to date, and note it in the trail.

    Nobody is logged in afterwards, and mails are held until `MailServer.release()`. The backup is
    proven before anything is touched, and everything is put back at once. Return whether the trail
    is whole and goes through the backup's head. Raise `BackupRefused`, after which nothing was
    changed.
    """
    backup.prove(checking)
    if connection.vendor == "sqlite":
        refuse_full(workplace, SPACE_FACTOR * backup.manifest.size)
    version = _next_version(backup)
    with private_folder(workplace) as folder, replaced(folder), head.set_aside():
        load(backup, filling)
        import_postal_codes()
        # No mail goes out of a board that was restored for a trial, or twice.
        MailServer.objects.update_or_create(pk=1, defaults={"held_since": clock.now()})
        WorkerHeartbeat.objects.all().delete()  # of workers of the board that was backed up
        Version.objects.update_or_create(pk=1, defaults={"number": version})
        verdict = _note(backup)
    head.file().unlink(missing_ok=True)  # it was of the board that is no more
    return verdict


def _note(backup: Backup) -> Verdict:
    manifest = backup.manifest
    verdict = verify(manifest.head)
    is_key_lost = manifest.key_mark != key_mark()
    if is_key_lost and manifest.head:
        # The chain goes on with the new key: what the lost one sealed is taken as it is.
        Acknowledgement.make(by=None, reason=KEY_LOST, is_key_lost=True)
    if verdict.flaw is None or is_key_lost:
        Restoration.note(backed_up_at=manifest.backed_up_at, head=manifest.head)
    return verdict


def _next_version(backup: Backup) -> int:
    """Return a version that no process has kept pages of.

    Neither the board that is replaced here nor one that went on elsewhere since the backup can have
    reached it: it is taken from the time.
    """
    here = 0
    if Version._meta.db_table in connection.introspection.table_names():
        here = Version.objects.of_everything()
    return max(backup.manifest.board_version, here, time.time_ns() // 1000) + 1
