"""Backups that 0.1.0 made."""

import hashlib
import json
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest

from dengen.backup.refusals import BackupRefused
from tests.backup.places import place
from tests.backup.reading import manifest_of
from tests.doors.test_cli import ROOT, clean_environment
from tests.upgrades.__main__ import KEY
from tests.upgrades.rows import read_snapshot

MARK = "from dengen.events.digests import key_mark; print(key_mark())"


@pytest.fixture(scope="module")
def first_backup(tmp_path_factory):
    """A backup of a board of 0.1.0 on SQLite, as that version made it: without sessions."""
    folder = tmp_path_factory.mktemp("first")
    with place(folder / "old", kind="sqlite") as old:
        old.settings["DENGEN_SECRET_KEY"] = KEY
        environment = clean_environment() | old.settings
        environment["DJANGO_SETTINGS_MODULE"] = "dengen.settings"
        make = [sys.executable, "-m", "tests.upgrades", "0.1.0"]
        subprocess.run(make, env=environment, cwd=ROOT, check=True)
        with closing(sqlite3.connect(old.folder / "dengen.sqlite3")) as living:
            living.execute("VACUUM INTO ?", [str(folder / "copy")])
        copy = (folder / "copy").read_bytes()
        part = {"size": len(copy), "sha256": hashlib.sha256(copy).hexdigest()}
        manifest = {
            "database": "sqlite",
            "migrations": [],
            "counts": {},
            "last_event": 1,
            "head": read_snapshot("0.1.0")["head"],
            "board_version": 0,
            "key_mark": old.ask(MARK),
            "made_at": "2026-11-24T03:15:02+00:00",
            "parts": {"database.sqlite3": part},
            "version": "0.1.0",
            "format": 1,
            "program": "dengen",
        }
    with zipfile.ZipFile(folder / "backup.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("database.sqlite3", copy)
        archive.writestr("manifest.json", json.dumps(manifest))
    return folder / "backup.zip"


def again(old, new, **changes):
    """The backup with another part or other words in its manifest."""
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        copy, manifest = source.read("database.sqlite3"), json.loads(source.read("manifest.json"))
        target.writestr("database.sqlite3", changes.pop("copy", copy))
        target.writestr("manifest.json", json.dumps(manifest | changes))
    return new


def test_a_backup_in_the_first_format_is_restored_and_brought_up_to_date(first_backup, give_place):
    board = give_place("new")
    board.settings["DENGEN_SECRET_KEY"] = KEY
    said = board.must("restore", str(first_backup))
    assert "Backup of 2026-11-24 12:15:02 JST by 0.1.0 from SQLite" in said
    head = read_snapshot("0.1.0")["head"]
    assert "The trail is whole." in board.must("audit", "verify", "--head", head)
    board.must("manage", "migrate", "--check")


def test_a_damaged_backup_in_the_first_format_is_refused(first_backup, tmp_path, db):
    with zipfile.ZipFile(first_backup) as archive:
        copy = bytearray(archive.read("database.sqlite3"))
    copy[len(copy) // 2] ^= 1
    with pytest.raises(BackupRefused, match="damaged or not complete"):
        manifest_of(again(first_backup, tmp_path / "damaged.zip", copy=bytes(copy)))
    assert [one.name for one in tmp_path.iterdir()] == ["damaged.zip"]


def test_one_of_postgresql_is_refused_and_says_what_to_do(first_backup, tmp_path):
    file = again(first_backup, tmp_path / "dump.zip", database="postgresql")
    with pytest.raises(BackupRefused, match="restore it with that version, upgrade that board"):
        manifest_of(file)
