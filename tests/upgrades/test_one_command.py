"""`dengen-upgrade`: to this version, and back. What it calls of 0.1.0 is played here."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.backup.places import Place, place
from tests.doors.test_cli import ROOT, clean_environment
from tests.upgrades.__main__ import KEY

ADMINISTRATOR = "kanri001"
TABLES = "from django.db import connection; print(connection.introspection.table_names())"
SAFE = {
    "DENGEN_SITE_URL": "https://board.kikan.jp",
    "DENGEN_OPERATOR_NAME": "広域機関",
    "DENGEN_OPERATOR_MAIL": "board@kikan.jp",
    "DENGEN_SYSTEM_MAIL_FROM": "no-reply@kikan.jp",
    "DENGEN_MAIL_URL": "smtp+tls://user:password@127.0.0.1:9",
    "DENGEN_SECOND_FACTOR": "required",
}
# 0.1.0 knows no read-only mode, and takes no database with newer tables.
DENGEN = f"""#!/bin/sh
echo "dengen $*" >> log
if [ "$(cat version)" = v0.1.0 ]; then
  case "$1" in
    readonly) exit 2 ;;
    backup) echo "of 0.1.0" > "$2/first.zip"; exit ;;
    restore) set -- manage shell --no-imports -c "{TABLES}" ;;
    *) exit ;;
  esac
fi
cd {ROOT} && exec {sys.executable} -m dengen "$@"
"""
PROGRAMS = {
    "dengen": DENGEN,
    "systemctl": '#!/bin/sh\necho "systemctl $*" >> log\n',
    "git": '#!/bin/sh\n[ "$1" != checkout ] || echo "$3" > version\n',
    "uv": "#!/bin/sh\n",
}


class Machine:
    """Where a board is installed, as far as the script looks."""

    def __init__(self, folder: Path, board: Place) -> None:
        self.folder, self.board, self.backups = folder, board, folder / "backups"
        for one in (folder / ".venv-uv" / "bin", self.backups):
            one.mkdir(parents=True)
        for name, text in PROGRAMS.items():
            program = folder / ".venv-uv" / "bin" / name
            program.write_text(text)
            program.chmod(0o755)

    def switch(self, version: str, *arguments: str) -> subprocess.CompletedProcess:
        """Runs the script where that version is installed."""
        (self.folder / "version").write_text(version)
        text = (ROOT / "deploy" / "systemd" / "dengen-upgrade").read_text("utf-8")
        text = text.replace("/var/lib/dengen-backups", str(self.backups))
        path = f"{self.folder}/.venv-uv/bin:{os.environ['PATH']}"
        return subprocess.run(
            ["sh", "-c", text.replace("/opt/dengen", str(self.folder)), "script", *arguments],
            cwd=self.folder,
            env=clean_environment() | self.board.settings | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )

    def log(self) -> list[str]:
        return (self.folder / "log").read_text().splitlines()


@pytest.fixture
def machine(tmp_path):
    with place(tmp_path / "board") as board:
        board.settings |= SAFE | {"DENGEN_SEAL_KEY": KEY}
        yield Machine(tmp_path / "machine", board)


def dump(file: Path, *, is_damaged: bool) -> Path:
    """A file as 0.1.0 made it of PostgreSQL."""
    rows = b"what pg_dump wrote"
    part = {"size": len(rows), "sha256": hashlib.sha256(rows).hexdigest()}
    told = {"program": "dengen", "version": "0.1.0", "format": 1, "database": "postgresql"}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("database.pgdump", rows[is_damaged:])
        archive.writestr("manifest.json", json.dumps(told | {"parts": {"database.pgdump": part}}))
    return file


def test_one_command_brings_a_board_of_0_1_0_to_this_version(machine):
    environment = clean_environment() | machine.board.settings
    environment["DJANGO_SETTINGS_MODULE"] = "dengen.settings"
    make = [sys.executable, "-m", "tests.upgrades", "0.1.0"]
    subprocess.run(make, env=environment, cwd=ROOT, check=True)
    done = machine.switch("v0.1.0", "v0.2.0", ADMINISTRATOR)
    assert done.returncode == 0, done.stderr
    assert "The trail is whole." in done.stdout
    assert "Error" not in done.stderr  # it was never read-only
    assert (machine.backups / "first.zip").exists()
    assert "systemctl restart dengen-web dengen-worker" in machine.log()
    machine.board.must("manage", "migrate", "--check")


def test_one_command_lets_0_1_0_put_its_dump_into_an_empty_database(machine):
    machine.board.must("manage", "migrate", "--verbosity=0")
    file = dump(machine.folder / "first.zip", is_damaged=False)
    done = machine.switch("v0.2.0", "--back", "v0.1.0", str(file), ADMINISTRATOR)
    assert done.returncode == 0, done.stderr
    assert "\n[]\n" in done.stdout  # all tables that 0.1.0 found
    assert len(list(machine.backups.iterdir())) == 1  # of the board as it was
    stopped, *_others, restored, started = [
        line for line in machine.log() if re.match("systemctl|dengen (backup|restore)", line)
    ]
    assert stopped == "systemctl stop dengen-web dengen-worker"
    assert restored == f"dengen restore --force {file}"
    assert started == "systemctl start dengen-web dengen-worker"


def test_a_damaged_dump_of_0_1_0_takes_no_board_back(machine):
    file = dump(machine.folder / "first.zip", is_damaged=True)
    refused = machine.switch("v0.2.0", "--back", "v0.1.0", str(file), ADMINISTRATOR)
    assert refused.returncode == 1
    assert "Nothing was changed" in refused.stderr
    assert not any(machine.backups.iterdir())  # which comes before what empties the database
