"""The command line, as a person types it."""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dengen.accounts.models import Account
from dengen.cli import main
from dengen.commands.demo import set_environment

ROOT = Path(__file__).resolve().parent.parent.parent


def clean_environment() -> dict[str, str]:
    """The environment variables that are none of the board's."""
    ours = ("DENGEN_", "DATABASE_URL", "DJANGO_")
    return {name: text for name, text in os.environ.items() if not name.startswith(ours)}


def dengen(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Runs `dengen …` with these environment variables and no others of the board's."""
    return subprocess.run(
        [sys.executable, "-m", "dengen", *arguments],
        env=clean_environment() | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def test_help_lists_the_commands():
    text = dengen("--help").stdout
    for command in ["demo", "migrate", "serve", "worker", "create-operator", "generate", "check"]:
        assert command in text


@pytest.mark.parametrize("command", ["serve", "migrate", "worker", "check"])
def test_without_a_secret_key_it_refuses_to_start_and_says_why(command):
    result = dengen(command)
    assert result.returncode == 1
    assert "DENGEN_SECRET_KEY is not set" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DENGEN_LOGIN_TRIES", "five"),
        ("DENGEN_SECOND_OPERATOR", "maybe"),
        ("DENGEN_LOG_FORMAT", "xml"),
        ("DENGEN_MAIL_URL", "smtp://mail.example.jp:smtp"),
        ("DATABASE_URL", "sqlite://a:b"),
        ("DENGEN_SESSION_HOURS", "0"),
        ("DENGEN_LOGIN_TRIES", "0"),
        ("DENGEN_OVERDUE_DAYS", "-1"),
        ("DENGEN_AUDIT_MAIL_HOUR", "24"),
        ("DENGEN_CLOSED_EVERY_YEAR", "12/29"),
        ("DENGEN_SITE_URL", "https://kikan.jp/board"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_in_one_line(name, value):
    result = dengen("check", **{"DENGEN_SECRET_KEY": "k" * 60, name: value})
    assert result.returncode == 1
    assert name in result.stderr
    assert "Traceback" not in result.stderr


def test_a_setting_that_begins_with_a_dollar_sign_is_taken_as_it_is(tmp_path):
    settings = {"DENGEN_SECRET_KEY": "k" * 60, "DENGEN_DATA_DIR": str(tmp_path)}
    shown = dengen("manage", "diffsettings", **settings, DENGEN_METRICS_TOKEN="$word")
    assert "METRICS_TOKEN = '$word'" in shown.stdout


def test_a_file_of_a_setting_may_end_with_a_line_break(tmp_path):
    (tmp_path / "token").write_text("word\n")
    settings = {"DENGEN_SECRET_KEY": "k" * 60, "DENGEN_DATA_DIR": str(tmp_path)}
    file = str(tmp_path / "token")
    shown = dengen("manage", "diffsettings", **settings, DENGEN_METRICS_TOKEN_FILE=file)
    assert "METRICS_TOKEN = 'word'" in shown.stdout


def test_there_may_be_spaces_behind_commas(tmp_path):
    settings = {"DENGEN_SECRET_KEY": "k" * 60, "DENGEN_DATA_DIR": str(tmp_path)}
    shown = dengen(
        "manage", "diffsettings", **settings, DENGEN_ALLOWED_HOSTS="a.example, b.example"
    )
    assert "ALLOWED_HOSTS = ['a.example', 'b.example']" in shown.stdout


def test_the_command_says_which_file_of_a_setting_is_missing(tmp_path):
    missing = tmp_path / "database-url"
    result = dengen("check", DENGEN_SECRET_KEY="k" * 60, DATABASE_URL_FILE=str(missing))
    assert result.returncode == 1
    assert "Error: The value of DATABASE_URL_FILE must be a readable file" in result.stderr
    assert f"({missing}: No such file or directory)" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_secret_may_stand_in_a_file(tmp_path):
    key = tmp_path / "key"
    key.write_text("k" * 60)
    result = dengen(
        "manage", "check", DENGEN_SECRET_KEY_FILE=str(key), DENGEN_DATA_DIR=str(tmp_path)
    )
    assert result.returncode == 0, result.stderr


def test_the_line_break_at_the_end_of_a_secrets_file_is_no_part_of_it(tmp_path):
    (tmp_path / "key").write_text(" " + "k" * 60 + "\n")
    shown = dengen(
        *("manage", "shell", "--no-imports", "-c"),
        "from django.conf import settings; print(repr(settings.SECRET_KEY))",
        DENGEN_SECRET_KEY_FILE=str(tmp_path / "key"),
        DENGEN_DATA_DIR=str(tmp_path),
    )
    assert shown.stdout.strip() == repr("k" * 60)


def test_a_former_secret_key_is_no_reason_to_forget_the_key_of_the_seals(tmp_path):
    ours = {
        "DENGEN_SECRET_KEY": "new" * 20,
        "DENGEN_SECRET_KEY_FALLBACKS": "old" * 20,
        "DENGEN_DATA_DIR": str(tmp_path),
    }
    result = dengen("manage", "check", **ours)
    assert result.returncode == 1
    assert "put that one into DENGEN_SEAL_KEY" in result.stderr
    assert dengen("manage", "check", DENGEN_SEAL_KEY="old" * 20, **ours).returncode == 0


@pytest.mark.parametrize("command", ["check", "migrate"])
def test_a_data_folder_that_cannot_be_made_is_one_clear_line(command, tmp_path):
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "data"
    result = dengen(command, DENGEN_SECRET_KEY="k" * 60, DENGEN_DATA_DIR=str(folder))
    assert result.returncode == 1
    assert result.stderr.strip() == (
        f"Error: {folder} can't be made (Not a directory). "
        "Set DENGEN_DATA_DIR to a folder that the board may write to."
    )


def test_a_data_folder_that_is_not_there_yet_is_made(tmp_path):
    folder = tmp_path / "not" / "yet"
    result = dengen("check", DENGEN_SECRET_KEY="k" * 60, DENGEN_DATA_DIR=str(folder))
    assert "Traceback" not in result.stderr
    assert folder.is_dir()


def test_a_taken_port_is_one_clear_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = dengen("demo", "--port", str(port))
    assert result.returncode == 1
    assert result.stderr.strip().splitlines() == [
        f"Error: Port {port} is taken. Choose another one: bin/demo --port {port + 1}"
    ]


def test_a_folder_that_cannot_be_written_to_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    result = dengen("demo", "--port", "0", DENGEN_DATA_DIR=str(tmp_path / "file" / "demo"))
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "can't write" in result.stderr


def test_an_installation_begins_with_migrate_and_create_operator(tmp_path):
    settings = {
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
        "DENGEN_MAIL_URL": "smtp+tls://user:password@127.0.0.1:1",
        "DENGEN_DATA_DIR": str(tmp_path),
        "DENGEN_SITE_URL": "https://board.kikan.jp",
        "DENGEN_OPERATOR_MAIL": "board@kikan.jp",
        "DENGEN_SYSTEM_MAIL_FROM": "no-reply@kikan.jp",
    }
    assert dengen("migrate", **settings).returncode == 0
    person = [
        "--login-id",
        "Kanri2026",
        "--name",
        "管理 太郎",
        "--email",
        "kanri@operator.example.jp",
    ]
    weak = dengen(
        "create-operator", *person, "--role", "administrator", "--password", "abc", **settings
    )
    assert weak.returncode == 1
    assert "password is refused: " in weak.stderr
    assert "8文字以上" in weak.stderr
    made = dengen(
        "create-operator",
        *person,
        "--role",
        "administrator",
        "--password",
        "denryoku-2026",
        **settings,
    )
    assert made.returncode == 0, made.stderr
    again = dengen(
        "create-operator",
        *person,
        "--role",
        "administrator",
        "--password",
        "denryoku-2026",
        **settings,
    )
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    checked = dengen("check", "--deploy", **settings)
    assert checked.returncode == 0, checked.stderr + checked.stdout
    assert checked.stdout.startswith("All is set up, with 2 warnings.")


class TestCreateOperator:
    """Without a terminal, as a script runs it."""

    GIVEN = {
        "--login-id": "Kanri2026",
        "--name": "管理 太郎",
        "--email": "kanri@kikan.jp",
        "--password": "denryoku-2026",
    }

    @pytest.fixture
    def create(self, db):
        """Runs it with these options instead; None leaves one out."""

        def with_options(**instead: str | None) -> Result:
            given = self.GIVEN | {f"--{name}": value for name, value in instead.items()}
            options = [one for pair in given.items() if pair[1] is not None for one in pair]
            return CliRunner().invoke(main, ["create-operator", *options])

        return with_options

    def test_the_role_is_the_default_where_none_is_named(self, create):
        result = create()
        assert result.exit_code == 0, result.output
        assert Account.objects.get().role == "administrator"

    def test_an_option_that_is_missing_is_named(self, create):
        result = create(name=None)
        assert result.exit_code == 2
        assert "Missing option '--name'" in result.output

    def test_what_is_refused_is_named_in_english_with_what_was_typed(self, create):
        result = create(email="kanri", name="")
        assert result.exit_code == 1
        assert "email 'kanri' is refused: " in result.output
        assert "name '' is refused: " in result.output

    @pytest.mark.parametrize("host", ["localhost", "intra.test", "intra.local", "intra.example"])
    def test_an_address_that_no_mail_reaches_is_refused_with_that_reason(self, create, host):
        result = create(email=f"kanri@{host}")
        assert result.exit_code == 1
        assert "インターネットからメールが届きません" in result.output


def test_the_board_answers_under_its_own_name_unless_told_otherwise(tmp_path):
    shown = dengen(
        *("manage", "shell", "--no-imports", "-c"),
        "from django.conf import settings; print(settings.ALLOWED_HOSTS)",
        DENGEN_SECRET_KEY="k" * 60,
        DENGEN_DATA_DIR=str(tmp_path),
        DENGEN_SITE_URL="https://Board.kikan.jp:8443",
    )
    assert shown.stdout.strip() == "['board.kikan.jp', 'localhost', '127.0.0.1', '[::1]']"


@pytest.mark.django_db
def test_an_operator_may_decide_by_role():
    make = Account.objects.create_operator
    roles = {
        role: make(
            login_id=f"{role}01",
            name="担当",
            email=f"{role}@operator.example.jp",
            password="denryoku-2026",
            role=role,
            by=None,
        ).may_decide
        for role in ["reviewer", "administrator", "auditor"]
    }
    assert roles == {"reviewer": True, "administrator": True, "auditor": False}


def test_the_demo_leaves_a_real_board_alone(monkeypatch, tmp_path):
    real = ["DATABASE_URL", "DENGEN_MAIL_URL", "DENGEN_SECRET_KEY", "DENGEN_DATA_DIR"]
    named = dict.fromkeys([*real, *(f"{name}_FILE" for name in real)], "real")
    monkeypatch.setattr("os.environ", named)
    set_environment(tmp_path, 8000)
    assert "real" not in os.environ.values()


def test_a_folder_with_a_real_boards_data_is_refused(tmp_path):
    (tmp_path / "dengen.sqlite3").write_text("")
    result = dengen("demo", "--port", "0", DENGEN_DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    assert "another board's data" in result.stderr
