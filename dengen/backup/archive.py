"""The file of a backup: a zip with the rows of each table, and a manifest at its end."""

import errno
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dengen.backup.refusals import BackupRefused

MANIFEST = "manifest.json"
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


def part_of(table: str) -> str:
    """Return the name of the part with the table's rows."""
    return f"rows/{table}.jsonl"


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


def progress_from(done: int, total: int, progress: Progress) -> Callable[[int], None]:
    """Return the progress of a part that begins when so much was done."""
    return lambda count: progress(done + count, total)
