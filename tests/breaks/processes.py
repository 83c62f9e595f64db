"""Python in a copied tree. What it compiles stays beside the tree, for the next one."""

import os
import subprocess
import sys
from pathlib import Path

SECONDS = 300  # of one process


def run_python(
    arguments: list[str], tree: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Return the ended process, with its exit code and what it printed.

    Raise `subprocess.TimeoutExpired` if it takes longer than `SECONDS`.
    """
    common = {
        "DENGEN_SECRET_KEY": "that of the kept database, which may have signed something in it",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(tree.parent / "compiled"),
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=os.environ | common | environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
