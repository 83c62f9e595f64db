"""Nobody but the board's own user can read what it writes."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.doors.test_cli import ROOT, clean_environment

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL's files are the server's"
)
KEY = {"DENGEN_SECRET_KEY": "k" * 60}
# As a shell that lets everybody read what it makes; SQLite's side files go when it ends well.
OPEN_SHELL = """
import os, runpy, sys
os.umask(0o022)
sys.argv = ["dengen", *sys.argv[1:]]
runpy.run_module("dengen", run_name="__main__")
"""
MODES = """
from django.conf import settings; from django.db import connection
from pathlib import Path
from dengen.accounts.models import Session
Session.objects.exists()
database = Path(settings.DATABASES["default"]["NAME"])
files = database.parent.glob(f"{database.name}*")
print(*(oct(file.stat().st_mode & 0o777) for file in files))
"""


def dengen(*arguments: str, **environment: str) -> str:
    """Runs `dengen …` in that shell; returns what was said."""
    result = subprocess.run(
        [sys.executable, "-c", OPEN_SHELL, *arguments],
        env=clean_environment() | KEY | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def modes(**environment: str) -> list[str]:
    """Of the database and its side files, while it is open."""
    return dengen("manage", "shell", "--no-imports", "-c", MODES, **environment).split()


def test_the_database_is_private_from_its_first_moment(tmp_path):
    folder = {"DENGEN_DATA_DIR": str(tmp_path / "data")}
    dengen("manage", "migrate", "--verbosity=0", **folder)
    found = modes(**folder)
    assert len(found) == 3  # with the log of writes and its index
    assert set(found) == {"0o600"}
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_database_elsewhere_that_others_could_read_is_made_private(tmp_path):
    file = tmp_path / "elsewhere.sqlite3"
    place = {"DENGEN_DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": f"sqlite:///{file}"}
    dengen("manage", "migrate", "--verbosity=0", **place)
    file.chmod(0o644)
    assert set(modes(**place)) == {"0o600"}
