"""`dengen generate`, as a person types it."""

import secrets

import pytest

from tests.doors.new_boards import make_board
from tests.doors.test_cli import dengen


@pytest.fixture
def settings(tmp_path) -> dict[str, str]:
    """Those of an empty board."""
    ours = {"DENGEN_SECRET_KEY": secrets.token_urlsafe(50), "DENGEN_DATA_DIR": str(tmp_path)}
    make_board(tmp_path)
    return ours


def test_generate_fills_an_empty_board_and_tells_how_to_log_in(settings):
    result = dengen("generate", "--listings", "300", **settings)
    assert result.returncode == 0, result.stderr
    assert "300 listings are there." in result.stdout
    assert "Kaiin000001" in result.stdout
    assert "password" in result.stdout
    assert "The trail is whole." in dengen("audit", "verify", **settings).stdout
    assert dengen("generate", "--listings", "300", **settings).returncode == 0


def test_another_board_is_refused_in_one_line(settings):
    person = ["--login-id", "Kanri2026", "--name", "管理", "--email", "kanri@example.jp"]
    role = ["--role", "auditor", "--password", "denryoku-2026"]
    assert dengen("create-operator", *person, *role, **settings).returncode == 0
    result = dengen("generate", "--listings", "300", **settings)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "fills only an empty one" in result.stderr
