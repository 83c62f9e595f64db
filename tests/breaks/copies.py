"""A copy of the tree in which breaks are applied, and the named test is run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory

from tests.breaks.breaks import ROOT, Break

SECONDS = 300  # of one test
FAILED = 1  # pytest's exit code where a test has failed, and nothing else went wrong
STARTS = {"sqlite": ["-m", "pytest"], "postgresql": ["tests/with_postgresql.py"]}


@contextmanager
def copied() -> Iterator[Path]:
    """Yield a folder with the files that git knows or would take."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    with TemporaryDirectory(prefix="dengen-breaks-") as folder:
        for name in names.splitlines():
            if (ROOT / name).is_file():
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                copy2(ROOT / name, Path(folder) / name)
        yield Path(folder)


def unnoticed(fault: Break, folder: Path) -> str:
    """Apply the break, run its test, mend it; return what is wrong, "" if the test has failed."""
    path = folder / fault.file
    whole = path.read_text()
    try:
        broken = fault.applied(whole)
    except ValueError as error:
        return str(error)
    path.write_text(broken)
    command = [sys.executable, *STARTS[fault.database], "-q", "-x", f"tests/{fault.test}"]
    clean = {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": "-p no:cacheprovider"}
    try:
        ran = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | clean,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    finally:
        path.write_text(whole)
    if ran.returncode == FAILED:
        return ""
    if ran.returncode:
        return f"{fault}: {fault.test} can't be run:\n{ran.stdout[-800:]}{ran.stderr[-800:]}"
    return f"{fault}: {fault.test} doesn't notice it"
