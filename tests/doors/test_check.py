"""`dengen check`: what it finds before a board is opened."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from click.testing import CliRunner
from django.db import connection

from dengen import cli, clock
from dengen.commands.checking import faults, findings, left_as_examples
from dengen.commands.serve import tell_of_wrong_clock
from dengen.events.clock_check import TOLERANCE, clock_fault
from dengen.mail.models import WorkerHeartbeat
from tests import factories

pytestmark = pytest.mark.django_db
OURS = {
    "SITE_URL": "https://board.kikan.jp",
    "OPERATOR_MAIL": "board@kikan.jp",
    "OPERATOR_MAIL_FROM": "管理者 <board@kikan.jp>",
    "SYSTEM_MAIL_FROM": "掲示板 <no-reply@kikan.jp>",
}


@pytest.fixture
def filled_in(settings):
    """The settings of a board that is nobody's example."""
    for name, value in OURS.items():
        setattr(settings, name, value)
    settings.ALLOWED_HOSTS, settings.DEMO = ["board.kikan.jp"], False


def test_a_board_that_is_set_up_has_no_faults(filled_in):
    factories.operator(role="administrator")
    assert faults() == []


@pytest.mark.parametrize("name", OURS)
def test_a_setting_left_as_the_example_is_named(filled_in, settings, name):
    setattr(settings, name, OURS[name].replace("kikan.jp", "example.jp"))
    assert list(left_as_examples()) == [
        f"DENGEN_{name} is still the example: set it to what is yours."
    ]


def test_without_an_administrator_it_says_what_to_run(filled_in):
    factories.operator(role="reviewer")
    assert faults() == ["Nobody administrates the board yet: run `dengen create-operator`."]


def test_a_clock_that_is_behind_the_newest_event_is_a_fault():
    factories.operator()
    now = clock.now()
    with time_machine.travel(now - TOLERANCE + timedelta(seconds=5)):
        assert "newest event" not in clock_fault()
    with time_machine.travel(now - TOLERANCE - timedelta(seconds=5)):
        assert clock_fault()


def test_the_web_logs_a_wrong_clock_when_it_begins(caplog):
    factories.operator()
    tell_of_wrong_clock()
    assert not caplog.records
    with time_machine.travel(clock.now() - 2 * TOLERANCE):
        tell_of_wrong_clock()
    (told,) = caplog.records
    assert told.getMessage() == "wrong clock"
    assert "Let NTP set" in told.fields["error"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no clock of its own")
def test_a_clock_that_differs_from_the_database_servers_is_a_fault():
    assert clock_fault() == ""
    with time_machine.travel(datetime.now(UTC) + timedelta(days=365)):
        assert "differs from the database server's" in clock_fault()


def test_what_django_finds_hides_no_fault_of_the_board():
    factories.operator()
    with time_machine.travel(clock.now() - 2 * TOLERANCE):
        result = CliRunner().invoke(cli.main, ["check"])
    assert result.exit_code == 1
    assert "DENGEN_SITE_URL does not begin with https://" in result.output
    assert "Let NTP set" in result.output


def test_each_error_is_a_line_and_the_first_says_how_many(filled_in):
    WorkerHeartbeat.objects.create(worker="elsewhere:1")
    result = CliRunner().invoke(cli.main, ["check"])
    first, *lines = result.output.splitlines()
    errors = [line for line in lines if line.startswith("Error: ")]
    assert first.startswith(f"{len(errors)} errors (dengen ")
    assert errors == lines


def test_what_django_warns_of_is_told_in_the_names_of_the_boards_settings(filled_in, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECRET_KEY = "short"
    told = " ".join(findings().errors)
    for name in ["DENGEN_SITE_URL does not begin", "DENGEN_MAIL_URL is not", "DENGEN_SECRET_KEY"]:
        assert told.count(name) == 1
    assert "SECURE_" not in told
    assert "MAILERS" not in told


def test_a_board_that_does_not_answer_under_its_own_name_is_an_error(filled_in, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    (fault,) = [one for one in faults() if "400" in one]
    assert "DENGEN_ALLOWED_HOSTS" in fault


@pytest.mark.parametrize(
    ("host", "told"),
    [("発電.example", "write xn--6wy860e.example for it"), ("-電-.example", "no name like this")],
)
def test_a_host_in_japanese_is_an_error_that_says_what_to_write(filled_in, settings, host, told):
    settings.SITE_URL, settings.ALLOWED_HOSTS = f"https://{host}:8443", [host]
    (fault,) = [one for one in faults() if "DENGEN_SITE_URL" in one]
    assert host in fault
    assert told in fault


def test_a_sender_that_create_operator_would_refuse_is_an_error(filled_in, settings):
    settings.OPERATOR_MAIL_FROM = "管理者 <board@localhost>"
    (fault,) = [one for one in faults() if "DENGEN_OPERATOR_MAIL_FROM" in one]
    assert "board@localhost" in fault


def test_a_demo_that_strangers_reach_is_an_error(filled_in, settings):
    settings.DEMO = True
    (fault,) = [one for one in faults() if "DENGEN_DEMO" in one]
    assert "/demo/mails/" in fault


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DENGEN_SESION_HOURS", "DENGEN_SESSION_HOURS"),
        ("DENGEN_SEAL_KEY_FLIE", "DENGEN_SEAL_KEY_FILE"),
        ("DATABASE_ULR", "DATABASE_URL"),
        ("DENGEN_DATABASE_URL", "DATABASE_URL"),
    ],
)
def test_a_misspelt_setting_is_warned_of_with_the_likely_name(filled_in, monkeypatch, name, meant):
    monkeypatch.setenv(name, "1")
    assert f"{name} is no setting: is {meant} meant?" in findings().warnings


def test_check_says_which_database_it_looked_at():
    result = CliRunner().invoke(cli.main, ["check"])
    assert str(connection.settings_dict["NAME"]) in result.output.splitlines()[0]


def test_a_board_without_a_worker_is_warned_of_what_stands_still(filled_in):
    warned = [one for one in findings().warnings if "worker" in one]
    assert warned == [
        "No worker runs: mails, seals and housekeeping stand still. Start `dengen worker`."
    ]


def test_a_board_with_a_worker_is_not_warned_of_it(filled_in):
    WorkerHeartbeat.objects.create(worker="elsewhere:1")
    assert not [one for one in findings().warnings if "worker" in one]


class TestDrill:
    """`check --drill`: a restored board that reaches nobody."""

    @pytest.fixture(autouse=True)
    def drilled(self, filled_in, settings):
        factories.operator(role="administrator")
        settings.SITE_URL, settings.ALLOWED_HOSTS = "http://localhost:8000", ["localhost"]

    def test_what_a_drill_lacks_is_no_error(self, monkeypatch):
        monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)  # browser tests set it
        assert findings().errors
        result = CliRunner().invoke(cli.main, ["check", "--drill"])
        assert result.exit_code == 0, result.output
        assert result.output.startswith("All is set up, with 2 warnings.")

    def test_a_mail_server_is_an_error(self, settings):
        settings.MAIL_URL = "smtp://mail.kikan.jp"
        assert [one for one in findings(is_drill=True).errors if "DENGEN_MAIL_URL" in one]
