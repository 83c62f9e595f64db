"""What runs of the tests leave behind: nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.doors.test_cli import ROOT, clean_environment


def start(folder: Path, *arguments: str) -> subprocess.Popen:
    """Start Python with that folder as the one for temporary files."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=clean_environment() | {"TMPDIR": str(folder), "DENGEN_TEST_POSTGRES_URL": NOWHERE},
        stdout=subprocess.PIPE,
        start_new_session=True,  # as one that a terminal runs
        text=True,
    )


PYTEST = {"SQLite": ["-m", "pytest"], "PostgreSQL": ["tests/with_postgresql.py"]}
NOWHERE = "postgres://nobody@127.0.0.1:1/none"  # the test that waits asks no database


@pytest.mark.parametrize("database", PYTEST)
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=lambda one: one.name)
def test_a_run_that_is_stopped_leaves_no_folder(stop, database, tmp_path):
    options = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist"]
    run = start(tmp_path, *PYTEST[database], *options, "tests/runs/waiting.py")
    assert any(line == "waiting\n" for line in iter(run.stdout.readline, ""))
    assert list(tmp_path.glob("dengen-test-*"))
    os.killpg(run.pid, stop)
    run.communicate(timeout=60)
    assert not list(tmp_path.glob("dengen-test-*"))


def test_who_only_reads_the_tests_settings_leaves_no_folder(tmp_path):
    reader = start(tmp_path, "-c", "import os, tests.settings; os._exit(0)")
    reader.communicate(timeout=60)
    assert reader.returncode == 0
    assert not list(tmp_path.iterdir())
