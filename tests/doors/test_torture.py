"""`bin/torture`, as far as it can be tried in seconds."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.needs_all
ROOT = Path(__file__).resolve().parent.parent.parent


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


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_lost_in_two_rounds(database, folder):
    done = torture("kill", "--rounds", "2", "--database", database, "--folder", str(folder))
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout
    assert f"### Kill -9 under load ({database}, 2 rounds)" in done.stdout
    assert "| **submissions answered and lost** | **0** |" in done.stdout


def test_nothing_is_lost_when_hosts_die_or_are_cut_off(folder):
    done = torture("failover", "--rounds", "1", "--folder", str(folder))
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout
    assert "### Hosts that die (PostgreSQL, two nodes, 1 rounds)" in done.stdout
    assert "| **listings approved twice** | **0** |" in done.stdout


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_hundred_logins_are_told_beside_pages_and_submissions(database, folder):
    # How slow anything was is no test's affair: on a busy machine the run ends with an error.
    options = ["--rounds", "1", "--quick", "--database", database, "--folder", str(folder)]
    done = torture("logins", *options)
    assert f"### 120 logins at once ({database}, 1 rounds)" in done.stdout
    assert "| pages and submissions that failed | 0 | 0 |" in done.stdout
    assert "Traceback" not in done.stderr


def test_two_lists_are_taken_over_beside_pages_and_submissions(folder):
    # How long anybody waited is no test's affair: on a busy machine the run ends with an error.
    options = ["--rounds", "1", "--quick", "--database", "sqlite", "--folder", str(folder)]
    done = torture("imports", *options)
    assert "### Two lists of 500 businesses taken over (sqlite)" in done.stdout
    assert "| pages and submissions that failed | 0 | 0 |" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_mail_server_that_hangs_loses_nothing(folder):
    options = ["--rounds", "1", "--quick", "--database", "postgresql", "--folder", str(folder)]
    done = torture("hanging", *options)
    assert "### A mail server that hangs (postgresql, 1 rounds)" in done.stdout
    for lost in ("mails written and never received", "mails received twice"):
        assert f"| **{lost}** |  | **0** |" in done.stdout
    assert "Traceback" not in done.stderr


def test_an_unknown_run_is_refused_by_name():
    done = torture("kiln")
    assert done.returncode == 2
    assert "No such run: kiln" in done.stderr
