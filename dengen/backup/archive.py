"""The file of a backup: a zip of one part with the rows of each table, and a manifest at its end.

It is written and read as a stream, row by row.
"""

import errno
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dengen.backup import rows
from dengen.backup.encryption import decrypt, is_encrypted
from dengen.backup.manifest import FORMAT, PROGRAM, Manifest, Table
from dengen.backup.refusals import BackupRefused
from dengen.backup.tables import Model, applied_here, models_at
from dengen.backup.workplace import private_folder

MANIFEST = "manifest.json"
LONGEST_MANIFEST = 2**20
BLOCK = 2**20
BEGINNING = b"PK\3\4"
TOLD_EVERY = 1000  # rows, from one word of progress to the next
# Whatever the library makes of a zip that is none, is cut off, or has a bit turned over.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)

type Progress = Callable[[int, int], None]


def write_archive(target: IO[bytes], progress: Progress) -> Manifest:
    """Write the board as it is in this transaction; return what the archive says of itself."""
    migrations = applied_here()
    models = models_at(migrations)
    total, done = sum(map(rows.count, models)), 0
    tables = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for model in models:
            name = model._meta.db_table
            with archive.open(part_of(name), "w", force_zip64=True) as part:
                tables[name] = digest(model, part.write, after(done, total, progress))
            done += tables[name].rows
        manifest = Manifest.of_board(migrations, tables, models)
        archive.writestr(MANIFEST, manifest.to_json())
    return manifest


def digest(model: Model, take: Callable[[bytes], object], progress: Callable[[int], None]) -> Table:
    """Return what the rows of a table are, each of which `take` was given."""
    found, count, size = hashlib.sha256(), 0, 0
    for count, line in enumerate(rows.lines_of(model), 1):
        found.update(line)
        take(line)
        size += len(line)
        if count % TOLD_EVERY == 0:
            progress(count)
    progress(count)
    return Table(rows.columns_of(model), count, size, found.hexdigest())


def after(done: int, total: int, progress: Progress) -> Callable[[int], None]:
    """Return the progress of a part that begins when so much was done."""
    return lambda count: progress(done + count, total)


def part_of(table: str) -> str:
    """Return the name of the part with the table's rows."""
    return f"rows/{table}.jsonl"


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

    def lines(self, table: str) -> Iterator[bytes]:
        """Return the rows of a table, as rows.py tells them."""
        with refusing_damage(self.file), self.archive.open(part_of(table)) as part:
            yield from part


@contextmanager
def opened(file: Path, identity: Path | None, workplace: Path) -> Iterator[Backup]:
    """Open a backup; `identity` is the file of the private key, if it is encrypted.

    Its decrypted copy lies in `workplace` meanwhile. Raise `BackupRefused` for any other or broken
    file.
    """
    with ExitStack() as stack:
        plain = file
        if is_encrypted(file):
            plain = stack.enter_context(private_folder(workplace)) / "backup.zip"
            decrypt(file, plain, identity)
        with plain.open("rb") as content:
            if content.read(len(BEGINNING)) != BEGINNING:
                raise BackupRefused(f"{file} is no backup of Dengen.")
        with refusing_damage(file):
            archive = stack.enter_context(zipfile.ZipFile(plain))
            manifest = _read_manifest(file, archive)
        yield Backup(file, archive, manifest)


@contextmanager
def refusing_damage(file: Path) -> Iterator[None]:
    """Raise `BackupRefused` for whatever a damaged file leads to."""
    try:
        yield
    except UNREADABLE as error:
        if getattr(error, "errno", None) not in {None, errno.EINVAL}:
            raise  # the disk's fault: it is full, say
        raise BackupRefused(
            f"{file} is damaged or not complete: nothing was changed. Use another backup."
        ) from error


def _read_manifest(file: Path, archive: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise BackupRefused(f"{file} is no backup of Dengen.")
    if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise ValueError
    text = archive.read(MANIFEST)
    values = json.loads(text)
    if values["program"] != PROGRAM:
        raise BackupRefused(f"{file} is no backup of Dengen.")
    if values["format"] != FORMAT:
        raise BackupRefused(
            f"{file} was made by Dengen {values['version']}, in a format that this version does "
            "not know. Restore it with that version."
        )
    return Manifest.from_json(text)
