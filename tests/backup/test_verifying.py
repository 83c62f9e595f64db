"""`dengen backup verify`: a backup is proven without touching the board."""

import json
from pathlib import Path

import pytest
from click import ClickException

from dengen.accounts.models import Account
from dengen.commands.restoring import verify_backup
from tests import factories
from tests.backup.places import KEY
from tests.backup.reading import forge


def left_in(folder) -> set[str]:
    return {one.name for one in folder.iterdir()}


@pytest.fixture(scope="module")
def living_backup(tmp_path_factory, living_board):
    """A backup of the demo's board; not to be changed."""
    file = tmp_path_factory.mktemp("living") / "backup.zip"
    living_board.must("backup", str(file))
    return file


@pytest.fixture
def same_key(settings, db):
    """This process has the board's key, and a database that isn't asked."""
    settings.SECRET_KEY = KEY


def verify(file: Path) -> None:
    """Proves it as the command does."""
    verify_backup(file, None, is_quiet=False)


def refusal(file: Path) -> str:
    """The one line that it fails with."""
    with pytest.raises(ClickException) as refused:
        verify(file)
    assert len(refused.value.message.splitlines()) == 1
    return refused.value.message


def test_a_good_one_is_whole_and_no_board_is_needed_or_left(give_place, living_backup):
    somewhere = give_place("somewhere")
    said = somewhere.must("backup", "verify", str(living_backup))
    assert f"{living_backup} is whole: its checksums, 1" in said
    assert {one for one in left_in(somewhere.folder) if "sqlite3" not in one} == set()
    assert "There is no board yet" in somewhere.run("backup", "/tmp/none.zip").stderr


def test_what_fails_ends_with_1_and_one_line(give_place, tmp_path):
    result = give_place("somewhere").run("backup", "verify", str(tmp_path))
    assert result.returncode == 1
    assert result.stderr.startswith("Error: There is no backup (dengen-*.zip*)")
    assert len(result.stderr.strip().splitlines()) == 1


def test_verifying_a_backup_leaves_the_board_untouched(same_key, backup):
    factories.member()
    before = list(Account.objects.values())
    verify(backup)
    assert list(Account.objects.values()) == before


def test_the_newest_backup_of_a_folder_is_proven(same_key, backup, tmp_path, capsys):
    (tmp_path / "dengen-2026-11-24-031502.zip").write_text("an old one, damaged since")
    newest = tmp_path / "dengen-2026-11-25-031501.zip"
    newest.write_bytes(backup.read_bytes())
    verify(tmp_path)
    assert f"{newest} is whole" in capsys.readouterr().out


def test_a_backup_that_is_cut_is_not_proven(same_key, living_backup, tmp_path):
    file = tmp_path / "cut.zip"
    file.write_bytes(living_backup.read_bytes()[:-1000])
    assert "damaged or not complete" in refusal(file)


def test_one_changed_byte_of_a_backup_is_found(same_key, living_backup, tmp_path):
    content = bytearray(living_backup.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "changed.zip").write_bytes(content)
    assert "damaged or not complete" in refusal(tmp_path / "changed.zip")


def test_an_event_taken_out_of_a_backup_is_found_though_the_manifest_fits(
    same_key, living_backup, tmp_path
):
    file = forge(
        living_backup, tmp_path / "forged.zip", "events_event", lambda rows: rows[:50] + rows[51:]
    )
    assert "is missing" in refusal(file)


def test_a_backup_whose_trail_lost_its_end_is_not_proven(same_key, living_backup, tmp_path):
    file = living_backup
    for table in ("events_event", "events_seal"):
        file = forge(file, tmp_path / f"{table}.zip", table, lambda rows: rows[:-1])
    assert "its end is missing" in refusal(file)


def test_a_role_changed_behind_the_trail_of_a_backup_is_found(same_key, living_backup, tmp_path):
    def promoted(rows: list[bytes]) -> list[bytes]:
        return [row.replace(b'"auditor"', b'"administrator"') for row in rows]

    file = forge(living_backup, tmp_path / "forged.zip", "accounts_account", promoted)
    assert "a row was changed behind its trail" in refusal(file)


def test_a_changed_row_of_any_table_is_found_in_a_backup(same_key, living_backup, tmp_path):
    def longer(rows: list[bytes]) -> list[bytes]:
        return [json.dumps([*json.loads(row), 1]).encode() + b"\n" for row in rows]

    file = forge(living_backup, tmp_path / "forged.zip", "accounts_notice", longer)
    assert "damaged or not complete" in refusal(file)


def test_rows_of_a_backup_in_another_order_are_found(same_key, living_backup, tmp_path):
    file = forge(
        living_backup,
        tmp_path / "forged.zip",
        "listings_listing",
        lambda rows: rows[::-1],
        fits=False,
    )
    assert "damaged or not complete" in refusal(file)


def test_rows_that_a_database_gives_back_otherwise_are_found(same_key, living_backup, tmp_path):
    def spaced(rows: list[bytes]) -> list[bytes]:
        return [json.dumps(json.loads(row), ensure_ascii=False).encode() + b"\n" for row in rows]

    file = forge(living_backup, tmp_path / "forged.zip", "accounts_notice", spaced)
    assert "read otherwise than in the backup" in refusal(file)


def test_a_backup_of_another_key_is_not_proven(same_key, living_backup, settings):
    settings.SECRET_KEY = KEY[::-1]
    assert "sealed with another key" in refusal(living_backup)
