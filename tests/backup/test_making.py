"""`dengen backup`: one file, whole or not there."""

import subprocess
import sys
import zipfile

import pytest
from django.db import connection

from dengen.backup.archive import read_manifest
from tests.backup.places import served, wait_for_file
from tests.doors.test_cli import ROOT, clean_environment

LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
sys.argv = ["dengen", *sys.argv[1:]]
runpy.run_module("dengen", run_name="__main__")
"""


def left_in(folder) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_it_says_where_it_is_and_what_is_in_it(board, tmp_path):
    said = board.must("backup", str(tmp_path / "backup.zip"))
    assert f"{tmp_path}/backup.zip: 0 listings, 1 accounts, last event 1" in said
    assert "Head: 1:" in said
    manifest = read_manifest(tmp_path / "backup.zip")
    assert (manifest.database, manifest.counts["events_event"]) == (connection.vendor, 1)


def test_nobody_else_may_read_it(backup):
    assert backup.stat().st_mode & 0o777 == 0o600


def test_in_a_folder_it_is_named_by_the_moment(board, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    assert board.must("backup", "--quiet", str(folder)) == ""
    assert [one.match("dengen-20??-??-??-??????.zip") for one in folder.iterdir()] == [True]


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


def test_a_full_disk_is_one_line_and_leaves_nothing(board, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    result = subprocess.run(
        [sys.executable, "-c", LIMITED, "backup", str(folder / "backup.zip")],
        env=clean_environment() | board.settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert not left_in(folder)


@pytest.mark.parametrize("made", ["", "/database.*", "/backup.zip"])
def test_told_to_stop_it_leaves_the_whole_file_or_nothing(living_board, tmp_path, made):
    folder = tmp_path / "backups"
    folder.mkdir()
    process = living_board.start("backup", str(folder / "backup.zip"))
    wait_for_file(process, folder, f".backup.zip.*{made}")
    process.terminate()
    process.communicate(timeout=60)
    if process.returncode == 0 or left_in(folder):  # told when the file was there already
        assert left_in(folder) == {"backup.zip"}
        assert read_manifest(folder / "backup.zip").counts


def test_who_is_logged_in_is_not_in_it(board, tmp_path):
    with served(board) as browser:
        assert "ログアウト" in browser.log_in("Kanri2026", "denryoku-2026")
        key = board.ask(
            "from dengen.accounts.models import Session; print(Session.objects.get().pk)"
        )
        board.must("backup", str(tmp_path / "backup.zip"))
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        contents = [archive.read(name) for name in archive.namelist()]
    assert len(contents) == 2
    assert not [content for content in contents if key.encode() in content]
    assert read_manifest(tmp_path / "backup.zip").counts["accounts_session"] >= 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no other program")
def test_without_pg_dump_it_says_what_to_install(board, tmp_path):
    result = board.run("backup", str(tmp_path / "backup.zip"), PATH="/nowhere")
    assert result.returncode == 1
    assert "apt install postgresql-client" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
