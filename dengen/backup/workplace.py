"""Files that are whole or not there, and folders that are removed again, also when told to stop.

Each is named, and its removal prepared, before it is made: a signal at any moment finds either
nothing or something that will be removed.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dengen.backup.refusals import BackupRefused


@contextmanager
def whole_file(final: Path) -> Iterator[IO[bytes]]:
    """Yield a private file that bears its name once all of it is on the disk, or never.

    Raise `BackupRefused` if the name is taken meanwhile.
    """
    partial = final.with_name(f".{final.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        refuse_existing(final)
        partial.rename(final)
        _keep_names(final.parent)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def private_folder(parent: Path) -> Iterator[Path]:
    """Yield a folder that nobody else may read; remove it with its content in the end."""
    folder = parent / f".restoring.{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_existing(final: Path) -> None:
    """Refuse to write over a backup; raise `BackupRefused`."""
    if final.exists() or final.is_symlink():
        raise BackupRefused(f"{final} is there already, and no backup is written over.")


def refuse_full(folder: Path, size: int) -> None:
    """Raise `BackupRefused` where there is no room for so many bytes."""
    free = shutil.disk_usage(folder).free
    if free < size:
        raise BackupRefused(
            f"There is not enough room in {folder}: about {size / 1e6:,.0f} MB are needed, and "
            f"{free / 1e6:,.0f} MB are free. Nothing was changed."
        )


def _keep_names(folder: Path) -> None:
    """Write a folder's names to the disk, which keeps them apart from what they name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
