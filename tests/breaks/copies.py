"""A copy of the tree in which breaks are applied, and the named test is run."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from shutil import copy2
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from tests.breaks.breaks import Break
from tests.breaks.databases import Database
from tests.breaks.processes import run_python
from tests.sampling import ROOT

FAILED = 1  # pytest's exit code where a test has failed, and nothing else went wrong
PYTEST = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
moments = count(1)


@contextmanager
def copied() -> Iterator[Path]:
    """Yield a folder with the files that git knows or would take, in one of its own."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    with TemporaryDirectory(prefix="dengen-breaks-") as folder:
        tree = Path(folder) / "tree"
        for name in names.splitlines():
            if (ROOT / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                copy2(ROOT / name, tree / name)
        yield tree


@contextmanager
def broken(path: Path, content: str) -> Iterator[None]:
    """Let a file have this content for a while.

    Python takes a module for compiled that has the size and the time, in whole seconds, of what it
    compiled: no two contents have the same time.
    """
    whole, before = path.read_text(), path.stat()
    path.write_text(content)
    os.utime(path, (moment := next(moments), moment))
    try:
        yield
    finally:
        path.write_text(whole)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def unnoticed(fault: Break, tree: Path, databases: dict[str, Database]) -> str:
    """Apply the break, run its test, mend it; return what is wrong, "" if the test has failed.

    What a migration does is done in the kept database: a test that doesn't notice the break is run
    once more with one that is made anew.
    """
    path = tree / fault.file
    try:
        content = fault.applied(path.read_text())
    except ValueError as error:
        return str(error)
    database = databases[fault.database]
    try:
        with broken(path, content):
            ran = run(fault.test, tree, database, "--reuse-db")
            if ran.returncode == 0:
                ran = run(fault.test, tree, database)
    except subprocess.TimeoutExpired as error:
        return f"{fault}: {fault.test} takes longer than {error.timeout:.0f} s"
    if ran.returncode == FAILED:
        return ""
    if ran.returncode:
        return f"{fault}: {fault.test} can't be run:\n{ran.stdout[-800:]}{ran.stderr[-800:]}"
    return f"{fault}: {fault.test} doesn't notice it"


def run(test: str, tree: Path, database: Database, *options: str) -> CompletedProcess[str]:
    """Run a test of the copied tree with a data folder and a database of its own."""
    with (
        TemporaryDirectory(prefix="breaks_", dir=tree.parent) as data,
        database.copied(Path(data)) as needed,
    ):
        return run_python(
            [*PYTEST, *options, f"tests/{test}"], tree, {"DENGEN_DATA_DIR": data} | needed
        )
