"""`dengen backup`: one file, whole or not there."""

import json
import os
import re
import signal
import zipfile

import pytest
from django.conf import settings

from dengen.backup.archive import MANIFEST
from tests.backup.reading import manifest_of

FULL = """
import resource, runpy, sys
def fill_the_disk(event, arguments):
    if event == "open" and ".backup.zip." in str(arguments[0]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
sys.addaudithook(fill_the_disk)
sys.argv = ["dengen", *sys.argv[1:]]
runpy.run_module("dengen", run_name="__main__")
"""
LOG_IN = """
from django.test import Client
from dengen.accounts.models import Account, Session
Client().force_login(Account.objects.get())
print(Session.objects.get().pk)
"""
STEP = """
from django.db import transaction
from dengen.accounts.models import Account
from dengen.events.trail import record
somebody = Account.objects.get(login_id="kanri001")
with transaction.atomic():
    record("account.logged_out", somebody, by=somebody)
    print(somebody.events_done.last().pk)
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def left_in(folder) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_when_it_was_made_is_known_to_the_board(board, tmp_path):
    board.must("backup", str(tmp_path / "one.zip"))
    ask = "from dengen.backup.models import LastBackup as L; print(L.moment().isoformat())"
    assert board.ask(ask) == manifest_of(tmp_path / "one.zip").made_at


def test_a_name_with_a_slash_is_a_folder_that_must_be_there(board, tmp_path):
    refused = board.run("backup", f"{tmp_path}/nope/")
    assert refused.stderr == f"Error: There is no folder {tmp_path}/nope.\n"
    assert not (tmp_path / "nope").exists()


def test_a_backup_that_was_not_copied_off_does_not_count(board, tmp_path):
    ask = "from dengen.backup.models import LastBackup as L; print(L.moment())"
    before = board.ask(ask)  # other tests make backups of the same board
    assert board.run("backup", str(tmp_path / "b.zip"), DENGEN_BACKUP_HOOK="/bin/false").returncode
    assert board.ask(ask) == before


def test_making_a_backup_says_where_it_is_and_what_is_in_it(board, tmp_path):
    said = board.must("backup", str(tmp_path / "backup.zip"))
    assert f"{tmp_path}/backup.zip: 0 listings, 1 accounts, last event 1" in said
    assert "Head: 1:" in said
    manifest = manifest_of(tmp_path / "backup.zip")
    assert manifest.rows("events_event") == 1
    assert manifest.head in said


def test_nobody_else_may_read_the_file_of_a_backup(backup):
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_small_one_is_not_nought_megabytes(board, tmp_path):
    assert re.search(
        r"[1-9][\d.]* kB\.$", board.must("backup", str(tmp_path / "a.zip")), re.MULTILINE
    )


def test_a_backup_in_a_folder_is_named_by_its_moment(board, folder):
    assert board.must("backup", "--quiet", str(folder)) == ""
    assert [one.match("dengen-20??-??-??-??????-JST.zip") for one in folder.iterdir()] == [True]


def test_a_file_that_is_there_is_not_written_over(board, tmp_path):
    (tmp_path / "backup.zip").write_text("another")
    result = board.run("backup", str(tmp_path / "backup.zip"))
    assert result.returncode == 1
    assert "is there already" in result.stderr
    assert (tmp_path / "backup.zip").read_text() == "another"


def test_where_there_is_no_board_it_says_so_in_one_line(give_place, tmp_path):
    result = give_place("empty").run("backup", str(tmp_path / "backup.zip"))
    assert result.returncode == 1
    assert result.stderr.startswith("Error: There is no board yet")
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_full_disk_is_one_line_and_leaves_nothing(board, folder):
    process = board.start("backup", str(folder / "backup.zip"), program=("-c", FULL))
    _said, complained = process.communicate(timeout=240)
    assert process.returncode == 1
    assert len(complained.strip().splitlines()) == 1, complained
    assert not left_in(folder)


@pytest.mark.parametrize("call", [0, 1, 1000])
def test_told_to_stop_it_leaves_nothing(board, folder, call):
    """Before the file is made, at the first steps after that, and while rows are written."""
    arguments = ["backup", str(folder / "backup.zip")]
    assert board.strike("SIGTERM", "open", ".backup.zip.", call, *arguments) == 1
    assert not left_in(folder)


def test_told_to_stop_when_it_is_done_it_leaves_the_whole_file_or_nothing(board, folder):
    arguments = ["backup", str(folder / "backup.zip")]
    assert board.strike("SIGTERM", "os.rename", ".backup.zip.", 0, *arguments) == 1
    assert left_in(folder) <= {"backup.zip"}
    assert all(manifest_of(one).rows("events_event") for one in folder.iterdir())


def test_nobody_waits_for_it_and_it_is_one_moment(give_place, living_board, tmp_path):
    board, file = give_place("board", living_board), tmp_path / "backup.zip"
    moment = ("SIGSTOP", "open", ".backup.zip.", 5000)
    process = board.start_struck(*moment, "backup", str(file))
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
    later = int(board.ask(STEP))
    process.send_signal(signal.SIGCONT)
    _said, complained = process.communicate(timeout=240)
    assert process.returncode == 0, complained
    assert manifest_of(file).last_event < later
    assert "is whole" in board.must("backup", "verify", str(file))


def test_who_is_logged_in_is_not_in_it(board, tmp_path):
    key = board.ask(LOG_IN)
    board.must("backup", str(tmp_path / "backup.zip"))
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        contents = [archive.read(name) for name in archive.namelist()]
    assert len(contents) > 40
    assert not [content for content in contents if key.encode() in content]
    assert manifest_of(tmp_path / "backup.zip").rows("accounts_session") == 0


def test_no_key_is_in_a_backup(backup, board):
    with zipfile.ZipFile(backup) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
        assert json.loads(archive.read(MANIFEST))["key_mark"]
    assert board.settings["DENGEN_SECRET_KEY"].encode() not in text


class TestHook:
    """A program of the administrator's copies the backup off."""

    @pytest.fixture
    def hook(self, tmp_path):
        def write(text: str) -> str:
            file = tmp_path / "hook"
            file.write_text(f"#!/bin/sh\n{text}\n")
            file.chmod(0o700)
            return str(file)

        return write

    def test_the_hook_is_told_the_file_and_no_key_of_the_board(self, board, folder, tmp_path, hook):
        copy = hook(f'cp "$1" {tmp_path}/copied && env > {tmp_path}/environment')
        board.must("backup", str(folder / "backup.zip"), DENGEN_BACKUP_HOOK=copy)
        assert (tmp_path / "copied").read_bytes() == (folder / "backup.zip").read_bytes()
        environment = (tmp_path / "environment").read_text()
        assert "PATH=" in environment
        assert board.settings["DENGEN_SECRET_KEY"] not in environment
        assert "DATABASE_URL" not in environment

    def test_the_backup_has_failed_if_it_fails(self, board, folder, hook):
        result = board.run("backup", str(folder / "backup.zip"), DENGEN_BACKUP_HOOK=hook("exit 3"))
        assert result.returncode == 1
        assert "failed (3): the backup was not copied off" in result.stderr
        assert manifest_of(folder / "backup.zip").rows("events_event")

    def test_a_hook_that_is_not_there_is_told_in_one_line(self, board, folder):
        result = board.run("backup", str(folder / "backup.zip"), DENGEN_BACKUP_HOOK="/no/hook")
        assert result.returncode == 1
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr


def test_without_settings_it_is_not_encrypted_and_nothing_is_run():
    assert (settings.BACKUP_RECIPIENTS, settings.BACKUP_HOOK) == ([], "")
