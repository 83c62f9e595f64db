"""What a run's processes make once: the first that needs it makes it, the others wait for it."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from dengen.settings import DATA_DIR

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that holds what `make` puts into it; it is only to be copied."""
    kept = DATA_DIR / f"kept-{RUN}"
    kept.mkdir(exist_ok=True)
    folder = kept / name
    with (kept / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(half := kept / f"{name}.half", ignore_errors=True)
            half.mkdir(mode=0o700)
            make(half)
            half.rename(folder)
    return folder
