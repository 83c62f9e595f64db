"""`dengen audit verify`, as the auditor types it."""

import secrets
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.doors.new_boards import make_board
from tests.doors.test_cli import dengen


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> dict[str, str]:
    """The settings of a board with two of the operator's staff; only to be copied."""
    folder = tmp_path_factory.mktemp("audited")
    settings = {"DENGEN_SECRET_KEY": secrets.token_urlsafe(50), "DENGEN_DATA_DIR": str(folder)}
    make_board(folder)
    for login_id in ["Kanri2026", "Kansa2026"]:
        person = ["--login-id", login_id, "--name", "管理", "--email", f"{login_id}@example.jp"]
        role = ["--role", "auditor", "--password", "denryoku-2026"]
        assert dengen("create-operator", *person, *role, **settings).returncode == 0
    return settings


@pytest.fixture
def board(kept, tmp_path) -> dict[str, str]:
    """The settings of a copy of it, which the test may change."""
    shutil.copytree(kept["DENGEN_DATA_DIR"], tmp_path, dirs_exist_ok=True)
    return kept | {"DENGEN_DATA_DIR": str(tmp_path)}


def behind_the_triggers(board: dict[str, str], *statements: str) -> None:
    """What somebody does who has only the database."""
    with sqlite3.connect(Path(board["DENGEN_DATA_DIR"]) / "dengen.sqlite3") as database:
        for step in ("update", "delete"):
            database.execute(f"DROP TRIGGER events_event_no_{step}")
            database.execute(f"DROP TRIGGER events_seal_no_{step}")
        for statement in statements:
            database.execute(statement)


def head(board: dict[str, str]) -> str:
    """The head that the command tells."""
    lines = dengen("audit", "verify", **board).stdout.splitlines()
    return next(line.removeprefix("Head: ") for line in lines if line.startswith("Head"))


def test_a_whole_trail_is_told_so_with_count_and_head(board):
    result = dengen("audit", "verify", **board)
    assert result.returncode == 0, result.stderr
    assert "Verified events: 2" in result.stdout
    assert "Head: 2:" in result.stdout
    assert "whole" in result.stdout


def test_the_first_broken_event_is_named_and_the_command_fails(board):
    head(board)
    behind_the_triggers(board, "UPDATE events_event SET address = '192.0.2.1' WHERE id = 2")
    result = dengen("audit", "verify", **board)
    assert result.returncode == 1
    assert "Verified events: 1" in result.stdout
    assert "Event 2, operator.created accounts.account#2" in result.stderr
    assert "was changed" in result.stderr


def test_a_noted_head_shows_that_the_end_is_missing(board):
    noted = head(board)
    assert dengen("audit", "verify", "--head", noted, **board).returncode == 0
    behind_the_triggers(
        board, "DELETE FROM events_seal WHERE number = 2", "DELETE FROM events_event WHERE id = 2"
    )
    without = dengen("audit", "verify", **board)
    assert "a row was changed behind it" in without.stderr  # an account that no event made
    result = dengen("audit", "verify", "--head", noted, **board)
    assert result.returncode == 1
    assert "does not go through the head" in result.stderr


def test_verifying_with_another_key_says_so(board):
    head(board)
    result = dengen("audit", "verify", **(board | {"DENGEN_SEAL_KEY": "another"}))
    assert result.returncode == 1
    assert "DENGEN_SEAL_KEY" in result.stderr


def test_a_board_goes_on_under_another_secret_key(board):
    noted = head(board)
    changed = board | {
        "DENGEN_SEAL_KEY": board["DENGEN_SECRET_KEY"],
        "DENGEN_SECRET_KEY_FALLBACKS": board["DENGEN_SECRET_KEY"],
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
    }
    resealed = dengen("reseal", **changed)
    assert resealed.returncode == 0, resealed.stderr
    assert "0 authenticator apps" in resealed.stdout
    assert dengen("audit", "verify", "--head", noted, **changed).returncode == 0


def test_a_row_that_was_changed_in_the_database_is_named(board):
    with sqlite3.connect(Path(board["DENGEN_DATA_DIR"]) / "dengen.sqlite3") as database:
        database.execute("UPDATE accounts_account SET role = 'administrator' WHERE id = 2")
    result = dengen("audit", "verify", **board)
    assert result.returncode == 1
    assert "The trail is whole." in result.stdout
    assert "accounts.account 2: role is 'administrator'" in result.stderr


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["worker"]])
def test_nothing_starts_with_a_wrong_key(board, command):
    head(board)
    wrong = board | {"DENGEN_SECRET_KEY": secrets.token_urlsafe(50)}
    result = dengen(*command, **wrong)
    assert result.returncode == 1
    assert "sealed with another key" in result.stderr


def test_the_check_tells_of_a_wrong_key(board):
    head(board)
    wrong = board | {"DENGEN_SECRET_KEY": secrets.token_urlsafe(50)}
    result = dengen("check", **wrong)
    assert result.returncode == 1
    assert "sealed with another key" in result.stdout + result.stderr


def test_a_wrong_key_signs_nothing_from_the_command_line(board):
    head(board)
    person = ["--login-id", "Fusei2026", "--name", "x", "--email", "x@example.jp"]
    role = ["--role", "auditor", "--password", "denryoku-2026"]
    wrong = board | {"DENGEN_SECRET_KEY": secrets.token_urlsafe(50)}
    assert dengen("create-operator", *person, *role, **wrong).returncode == 1
    assert "Verified events: 2" in dengen("audit", "verify", **board).stdout


def test_only_an_administrator_acknowledges(board):
    result = dengen("audit", "acknowledge", "--by", "Kansa2026", "--reason", "x", **board)
    assert result.returncode == 1
    assert "no administrator" in result.stderr
