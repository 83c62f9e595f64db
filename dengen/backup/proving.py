"""Proving a backup without touching the board."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dengen.backup.archive import Progress
from dengen.backup.loading import load
from dengen.backup.reading import Backup
from dengen.backup.refusing import refuse_another_key, refuse_later_version
from dengen.backup.scratch import scratch
from dengen.backup.workplace import private_folder, refuse_full
from dengen.events import head
from dengen.oversight.audit import Examination, examine

SPACE_FACTOR = 2  # times the rows: with their indexes


@contextmanager
def proven(
    backup: Backup, workplace: Path, checking: Progress, filling: Progress
) -> Iterator[Examination]:
    """Compare all checksums, restore the rows into a scratch database and examine the trail there.

    Yield what the examination found; the scratch database is there meanwhile. Raise `BackupRefused`
    if the backup can't be restored.
    """
    refuse_later_version(backup)
    refuse_another_key(backup)
    backup.prove(checking)
    refuse_full(workplace, SPACE_FACTOR * backup.manifest.size)
    with private_folder(workplace) as folder, scratch(folder), head.set_aside():
        load(backup, filling)
        yield examine(backup.manifest.head)
