"""`bin/torture`, as far as it can be tried in seconds."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.needs_all
ROOT = Path(__file__).resolve().parent.parent.parent
MUST_BE_NONE = re.compile(r"^\| \*\*([^*|]+)\*\* \|.*\*\*([\d,]+)\*\* \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where all keep their boards: not private, for as root the server is a user of its own."""
    with tempfile.TemporaryDirectory(prefix="dengen-torture-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def torture(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "torture", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.mark.parametrize(
    ("database", "headings"),
    [
        (
            "sqlite",
            {
                "kill": "### Kill -9 under load (sqlite, 2 rounds)",
                "logins": "### 120 logins at once (sqlite, 2 rounds)",
                "imports": "### Two lists of 1,000 businesses taken over (sqlite)",
            },
        ),
        (
            "postgresql",
            {
                "kill": "### Kill -9 under load (postgresql, 2 rounds)",
                "hanging": "### A mail server that hangs (postgresql, 2 rounds)",
                "logins": "### 120 logins at once (postgresql, 2 rounds)",
            },
        ),
    ],
)
def test_one_board_after_another_loses_nothing_in_two_rounds(database, headings, folder):
    # How slow anything was is no test's affair: on a busy machine the run ends with an error.
    options = ["--quick", "--rounds", "2", "--database", database, "--folder", str(folder)]
    done = torture(*headings, *options)
    assert "Traceback" not in done.stderr
    for heading in headings.values():
        assert heading in done.stdout
    assert "| pages and submissions that failed | 0 | 0 |" in done.stdout
    assert "| **submissions answered and lost** | **0** |" in done.stdout
    assert {what: count for what, count in MUST_BE_NONE.findall(done.stdout) if count != "0"} == {}


def test_nothing_is_lost_when_hosts_die_or_are_cut_off(folder):
    done = torture("failover", "--rounds", "1", "--folder", str(folder))
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout
    assert "### Hosts that die (PostgreSQL, two nodes, 1 rounds)" in done.stdout
    assert "| **listings approved twice** | **0** |" in done.stdout


def test_an_unknown_run_is_refused_by_name():
    done = torture("kiln")
    assert done.returncode == 2
    assert "No such run: kiln" in done.stderr
