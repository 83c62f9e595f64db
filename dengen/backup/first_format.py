"""Backups of the first format, which 0.1.0 made: a copy of the database in a zip."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

from dengen.backup.archive import refusing_damage
from dengen.backup.refusals import BackupRefused
from dengen.backup.scratch import scratch
from dengen.backup.writing import write_archive

FIRST_FORMAT = 1
COPY = "database.sqlite3"
BLOCK = 2**20


def rewritten(file: Path, archive: zipfile.ZipFile, told: dict[str, Any], folder: Path) -> Path:
    """Return a backup of today's format with the same rows. Raise `BackupRefused`.

    A dump of PostgreSQL is refused: without its own programs nobody can read it.
    """
    if told["database"] != "sqlite":
        raise BackupRefused(
            f"{file} is a dump of PostgreSQL by Dengen {told['version']}: restore it with that "
            "version, upgrade that board, and back it up anew."
        )
    new = folder / "rewritten.zip"
    with scratch(folder) as copy, new.open("wb") as target:
        with refusing_damage(file):
            _unpack(archive, told["parts"][COPY], copy)
        same = {name: told[name] for name in ("version", "key_mark", "made_at")}
        write_archive(target, _silent, **same)
    return new


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def _unpack(archive: zipfile.ZipFile, part: dict[str, Any], copy: Path) -> None:
    """Write the database's copy, if it is what the manifest promised. Raise `ValueError`."""
    if archive.getinfo(COPY).file_size != part["size"]:
        raise ValueError
    found = hashlib.sha256()
    with archive.open(COPY) as source, copy.open("wb") as target:
        while block := source.read(BLOCK):
            found.update(block)
            target.write(block)
    if found.hexdigest() != part["sha256"]:
        raise ValueError
