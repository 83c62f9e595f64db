"""`bin/torture`, as far as it can be tried in seconds: some of it, chosen by the commit."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sampling import chosen
from torture.registry import RUNS

pytestmark = pytest.mark.needs_all
ROOT = Path(__file__).resolve().parent.parent.parent
NEVER = re.compile(r"^\| (\*\*.+?\*\*|pages and submissions that failed) \|(.+)$", re.MULTILINE)
HEADINGS = {
    ("kill", "sqlite"): "### Kill -9 under load (sqlite, 2 rounds)",
    ("kill", "postgresql"): "### Kill -9 under load (postgresql, 2 rounds)",
    ("logins", "sqlite"): "### 120 logins at once (sqlite, 2 rounds)",
    ("logins", "postgresql"): "### 120 logins at once (postgresql, 2 rounds)",
    ("imports", "sqlite"): "### Two lists of 1,000 businesses taken over (sqlite)",
    ("imports", "postgresql"): "### Two lists of 1,000 businesses taken over (postgresql)",
    ("hanging", "sqlite"): "### A mail server that hangs (sqlite, 2 rounds)",
    ("hanging", "postgresql"): "### A mail server that hangs (postgresql, 2 rounds)",
    ("failover", "postgresql"): "### Hosts that die (PostgreSQL, two nodes, 1 rounds)",
}
SAMPLE = 2


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


@pytest.mark.parametrize(("name", "database"), chosen(list(HEADINGS), SAMPLE))
def test_nothing_is_lost_in_a_short_run(name, database, folder):
    # How slow anything was is no test's affair: on a busy machine the run ends with an error.
    rounds = ["--rounds", "1"] if name == "failover" else ["--rounds", "2", "--quick"]
    done = torture(name, *rounds, "--database", database, "--folder", str(folder))
    assert "Traceback" not in done.stderr
    assert HEADINGS[name, database] in done.stdout
    counts = {what: set(re.findall(r"[\d,]+", told)) for what, told in NEVER.findall(done.stdout)}
    assert counts
    assert {what: found for what, found in counts.items() if found != {"0"}} == {}


def test_what_every_run_tells_is_known_here():
    runs = {(name, one) for name, (_, databases, _) in RUNS.items() for one in databases}
    assert runs == HEADINGS.keys()


def test_an_unknown_run_is_refused_by_name():
    done = torture("kiln")
    assert done.returncode == 2
    assert "No such run: kiln" in done.stderr
