"""`bin/bench`, as far as it can be tried in seconds: some measurements, chosen by the commit."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.registry import names
from tests.sampling import chosen

ROOT = Path(__file__).resolve().parent.parent.parent
HEADINGS = {
    "text": "### Cleaning ⑤",
    "start": "### Start",
    "pages": "### Pages (sqlite, 300 listings)",
    "profile": "### The list page, kept, layer by layer",
    "growth": "### Growth (sqlite)",
    "mixed": "### Mixed (sqlite, 300 listings)",
    "logins": "### Logins (sqlite, 300 listings)",
    "verbs": "### Verbs (sqlite, 300 listings)",
    "console": "### The console, 100 applications and 100 listings waiting (sqlite)",
    "queue": "### Applications, 100 waiting beside 400 members (sqlite)",
    "memory": "### Memory (sqlite, 300 listings",
    "generate": "### Generating",
    "weight": "### Weight (sqlite, 300 listings)",
    "search": "### Search (sqlite, 300 listings)",
}


SAMPLE = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where the tiny board is kept."""
    return tmp_path_factory.mktemp("bench")


def bench(*arguments: str, folder: Path) -> subprocess.CompletedProcess:
    """Runs it with a tiny board."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--folder", str(folder), *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def test_the_table_of_every_measurement_is_known_here():
    assert set(HEADINGS) == set(names())


@pytest.mark.needs_browser
def test_measurements_give_their_tables(folder):
    tried = chosen(list(HEADINGS), SAMPLE)
    done = bench(*tried, folder=folder)
    assert done.returncode == 0, done.stderr[-2000:]
    assert [name for name in tried if HEADINGS[name] not in done.stdout] == []
    assert "Commit:" in done.stdout


def test_an_unknown_measurement_is_refused_by_name(folder):
    done = bench("pages", "phases", folder=folder)
    assert done.returncode == 2
    assert "No such measurement: phases" in done.stderr
