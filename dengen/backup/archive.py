"""The file of a backup: a zip that holds the database's copy and a manifest with its checksum."""

import errno
import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from dengen.backup.manifest import FORMAT, PROGRAM, Manifest, Part
from dengen.backup.refusals import BackupRefused

MANIFEST = "manifest.json"
LONGEST_MANIFEST = 2**20
BLOCK = 2**20
BEGINNING = b"PK\3\4"
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


@contextmanager
def workplace(final: Path) -> Iterator[Path]:
    """A private folder beside the file that is being made, on the same disk; it goes in the end."""
    with tempfile.TemporaryDirectory(prefix=f".{final.name}.", dir=final.parent) as folder:
        yield Path(folder)


def pack(copy: Path, manifest: Manifest, final: Path, progress: Progress) -> Manifest:
    """Makes the backup out of the database's copy, whole or not at all; returns its manifest.

    `copy` lies in the `workplace` of `final`. Raises `BackupRefused` if `final` is there already.
    """
    packed = copy.with_name("backup.zip")
    packed.touch(mode=0o600)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with copy.open("rb") as source, archive.open(copy.name, "w", force_zip64=True) as target:
            part = _pour(source, target, copy.stat().st_size, progress)
        manifest = replace(manifest, parts={copy.name: part})
        archive.writestr(MANIFEST, manifest.to_json())
    _keep(packed)
    refuse_existing(final)
    packed.rename(final)
    _keep(final.parent)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What the backup says of itself; raises `BackupRefused` for any other or broken file."""
    with file.open("rb") as content:
        if content.read(len(BEGINNING)) != BEGINNING:
            raise BackupRefused(f"{file} is no backup of Dengen.")
    with _reading(file) as archive:
        if MANIFEST not in archive.namelist():
            raise BackupRefused(f"{file} is no backup of Dengen.")
        if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise ValueError
        text = archive.read(MANIFEST)
        refuse_foreign(file, text)
        return Manifest.from_json(text)


def unpack(file: Path, manifest: Manifest, folder: Path, progress: Progress) -> Path:
    """The database's copy, proven against its checksum; raises `BackupRefused`."""
    name, promised = next(iter(manifest.parts.items()))
    copy = folder / "copy"
    copy.touch(mode=0o600)
    with _reading(file) as archive, archive.open(name) as source, copy.open("wb") as target:
        if archive.getinfo(name).file_size != promised.size:
            raise ValueError
        found = _pour(source, target, promised.size, progress)
        if found != promised:
            raise ValueError
    return copy


def refuse_existing(final: Path) -> None:
    """A backup is never written over."""
    if final.exists() or final.is_symlink():
        raise BackupRefused(f"{final} is there already, and no backup is written over.")


def refuse_foreign(file: Path, text: bytes) -> None:
    """What another program, or a later Dengen in another format, has made."""
    values = json.loads(text)
    if values["program"] != PROGRAM:
        raise BackupRefused(f"{file} is no backup of Dengen.")
    if values["format"] != FORMAT:
        raise BackupRefused(
            f"{file} was made by Dengen {values['version']}, in a format that this version does "
            "not know. Restore it with that version."
        )


@contextmanager
def _reading(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except UNREADABLE as error:
        if getattr(error, "errno", None) not in {None, errno.EINVAL}:
            raise  # the disk's fault: it is full, say
        raise BackupRefused(
            f"{file} is damaged or not complete: nothing was changed. Use another backup."
        ) from error


def _pour(source: IO[bytes], target: IO[bytes], size: int, progress: Progress) -> Part:
    digest, done = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        digest.update(block)
        target.write(block)
        done += len(block)
        progress(done, size)
    return Part(done, digest.hexdigest())


def _keep(path: Path) -> None:
    """Only what the disk has is kept; a folder's names are kept apart from what they name."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
