"""Reading a backup, as a stream."""

import hashlib
import json
import zipfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dengen.backup.archive import MANIFEST, Progress, part_of, refusing_damage
from dengen.backup.encryption import decrypt, is_encrypted
from dengen.backup.first_format import FIRST_FORMAT, rewritten
from dengen.backup.manifest import FORMAT, PROGRAM, Manifest
from dengen.backup.refusals import BackupRefused
from dengen.backup.workplace import private_folder

LONGEST_MANIFEST = 2**20
BLOCK = 2**20
BEGINNING = b"PK\3\4"


@dataclass(frozen=True)
class Backup:
    """A backup that is open for reading; `file` is what people know it by."""

    file: Path
    archive: zipfile.ZipFile
    manifest: Manifest

    def prove(self, progress: Progress) -> None:
        """Compare every part with its checksum. Raise `BackupRefused`."""
        done = 0
        with refusing_damage(self.file):
            if sorted(self.archive.namelist()) != sorted(
                [MANIFEST, *map(part_of, self.manifest.tables)]
            ):
                raise ValueError
            for name, table in self.manifest.tables.items():
                if self.archive.getinfo(part_of(name)).file_size != table.size:
                    raise ValueError
                with self.archive.open(part_of(name)) as part:
                    found = hashlib.sha256()
                    while block := part.read(BLOCK):
                        found.update(block)
                        done += len(block)
                        progress(done, self.manifest.size)
                if found.hexdigest() != table.sha256:
                    raise ValueError

    def lines(self, table: str) -> Generator[bytes]:
        """Return the rows of a table, as rows.py tells them; close it, or the file stays open."""
        with refusing_damage(self.file), self.archive.open(part_of(table)) as part:
            yield from part


@contextmanager
def opened(file: Path, identity: Path | None, workplace: Path) -> Iterator[Backup]:
    """Open a backup; `identity` is the file of the private key, if it is encrypted.

    A decrypted copy lies in `workplace` meanwhile. Raise `BackupRefused` for any other or broken
    file.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(private_folder(workplace))
        plain = file
        if is_encrypted(file):
            plain = folder / "decrypted.zip"
            decrypt(file, plain, identity)
        archive = stack.enter_context(_opened(file, plain))
        told = _manifest_of(file, archive)
        if told["format"] == FIRST_FORMAT:
            archive = stack.enter_context(_opened(file, rewritten(file, archive, told, folder)))
            told = _manifest_of(file, archive)
        with refusing_damage(file):
            manifest = Manifest.from_values(told)
        yield Backup(file, archive, manifest)


@contextmanager
def _opened(file: Path, plain: Path) -> Iterator[zipfile.ZipFile]:
    with plain.open("rb") as content:
        if content.read(len(BEGINNING)) != BEGINNING:
            raise BackupRefused(f"{file} is no backup of Dengen.")
    with refusing_damage(file):
        archive = zipfile.ZipFile(plain)
    with archive:
        yield archive


def _manifest_of(file: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    if MANIFEST not in archive.namelist():
        raise BackupRefused(f"{file} is no backup of Dengen.")
    with refusing_damage(file):
        if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise ValueError
        told = json.loads(archive.read(MANIFEST))
        program, number, version = told["program"], told["format"], told["version"]
    if program != PROGRAM:
        raise BackupRefused(f"{file} is no backup of Dengen.")
    if number not in {FIRST_FORMAT, FORMAT}:
        raise BackupRefused(
            f"{file} was made by Dengen {version}, in a format that this version does not know. "
            "Restore it with that version."
        )
    return told
