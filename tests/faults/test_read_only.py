"""The board is read-only for an upgrade: people read on, nothing is written, nothing is lost."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from dengen import cli, clock
from dengen.accounts.models import Account, Session
from dengen.backup.models import ReadOnlyMode
from dengen.commands.checking import faults
from dengen.database import read_only
from dengen.database.read_only import ReadOnly
from dengen.events.models import Event, Unsealed
from dengen.listings.models import Listing
from dengen.mail import alive, delivery, worker
from dengen.mail.models import Delivery, Message, WorkerHeartbeat
from dengen.mail.models.heartbeat import SILENCE
from tests import factories
from tests.conftest import browser_of
from tests.faults.conftest import NEW, held, typed
from tests.logs import Lines, listening

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "第2版への更新のため"
WRITING = [
    ["create-operator", "--login-id", "Shinjin2026", "--name", "新人", "--email", "s@kikan.jp"],
    ["reset-second-factor", "Shinjin2026"],
    ["reseal"],
    ["release-mails"],
    ["generate", "--listings", "1"],
    ["audit", "acknowledge", "--by", "Shinjin2026", "--reason", "x"],
]
BANNER = {"class": "read-only-banner"}


@pytest.fixture
def administrator(db) -> Account:
    return factories.operator(role="administrator")


@pytest.fixture(autouse=True)
def obeying(transactional_db, monkeypatch) -> Iterator[None]:
    """This process is one of those that obey, as web and worker are."""
    monkeypatch.setattr(read_only, "_obeys", True)
    yield
    with read_only.without_read_only():
        ReadOnlyMode.objects.all().delete()


def dengen(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, arguments)


@pytest.fixture
def switch(administrator):
    """`switch("on")`, `switch("off")`: by the command."""

    def to(state: str) -> Result:
        more = ["--reason", REASON] if state == "on" else []
        result = dengen("readonly", state, "--by", administrator.login_id, *more)
        assert result.exit_code == 0, result.output
        return result

    return to


def banner(client: Client, page: str = "/") -> str | None:
    found = BeautifulSoup(client.get(page).text, "html.parser").find("aside", BANNER)
    return found.get_text() if found else None


def test_every_page_says_since_when_and_why(poster, switch):
    kept = poster.get("/").text  # a page that is kept for the next reader
    assert "read-only-banner" not in kept
    switch("on")
    for client in (poster, Client()):
        said = banner(client, "/login/" if client is not poster else "/")
        assert REASON in said
        assert "開始：" in said
    assert "ログインや新規登録などの操作はできません" in banner(Client(), "/login/")
    switch("off")
    assert banner(poster) is None


def test_what_was_sent_meanwhile_can_be_sent_again_afterwards(poster, switch):
    sent = typed()
    switch("on")
    answer = poster.post(NEW, sent)
    assert answer.status_code == 503
    assert "読み取り専用" in answer.text
    assert REASON in answer.text
    assert "この操作は保存されていません" in answer.text
    assert held(answer) == sent
    assert poster.get("/listings/").status_code == 200
    switch("off")
    assert poster.post(NEW, held(answer)).status_code == 302
    assert Listing.objects.count() == 1


def test_nobody_logs_in_meanwhile_and_no_try_is_counted(seller, switch):
    switch("on")
    visitor = Client(raise_request_exception=False)
    typed_in = {"login_id": seller.login_id, "password": factories.PASSWORD}
    for _try in range(settings.LOGIN_TRIES + 1):
        answer = visitor.post("/login/", typed_in)
        assert answer.status_code == 503
        assert factories.PASSWORD not in answer.text
    switch("off")
    assert visitor.post("/login/", typed_in).status_code == 302


def test_the_trail_says_who_switched_it_and_why(switch, administrator):
    switch("on")
    assert not Unsealed.objects.exists()
    switch("off")
    events = Event.objects.filter(name__startswith="writing.").values_list("name", "actor")
    assert list(events) == [
        ("writing.paused", administrator.pk),
        ("writing.resumed", administrator.pk),
    ]
    assert Event.objects.get(name="writing.paused").particular("reason") == REASON


def test_only_an_administrator_switches_read_only_mode(reviewer):
    result = dengen("readonly", "on", "--by", reviewer.login_id)
    assert result.exit_code == 1
    assert "of no administrator" in result.output
    assert read_only.mode() is None


def test_what_is_sent_meanwhile_is_no_failure_in_the_log(poster, switch):
    switch("on")
    heard = Lines()
    with listening(heard):
        poster.post(NEW, typed())
    assert heard.one("read-only")["level"] == "info"
    assert not heard.all("failure")


def test_pages_say_since_when_they_are_read_only_in_their_zone(switch, administrator):
    with time_machine.travel(datetime(2026, 11, 30, 15, 30, tzinfo=UTC), tick=False):
        switch("on")
    said = dengen("reseal").output
    assert "since 2026-12-01 00:30:00 JST" in said
    assert "since 2026-12-01 00:30:00 JST" in switch("off").output


def test_read_only_mode_is_switched_on_once_and_off_once(switch, administrator):
    by = ("--by", administrator.login_id)
    assert dengen("readonly", "off", *by).exit_code == 1
    switch("on")
    again = dengen("readonly", "on", *by)
    assert again.exit_code == 1
    assert "already" in again.output


def test_a_command_that_writes_refuses_in_one_line(switch):
    switch("on")
    given = "\n".join([factories.PASSWORD, factories.PASSWORD, ""])
    for command in WRITING:
        result = CliRunner().invoke(cli.main, command, input=given)
        assert result.exit_code == 1, command
        assert result.output.splitlines()[-1].startswith("Error: The board is read-only since ")


def test_a_command_of_django_that_would_write_refuses_in_the_same_line(switch, seller, monkeypatch):
    browser_of(seller)
    switch("on")
    monkeypatch.setattr(read_only, "_obeys", False)  # a process that has just begun
    with time_machine.travel(clock.now() + timedelta(days=365)):
        result = dengen("manage", "clearsessions")
    assert result.exit_code == 1
    assert result.output.startswith("Error: The board is read-only since ")
    assert Session.objects.filter(account=seller).exists()


def test_a_command_of_django_that_only_reads_works_meanwhile(switch):
    switch("on")
    result = dengen("manage", "migrate", "--check")
    assert result.exit_code == 0, result.output


def test_a_backup_is_made_in_read_only_mode(switch, tmp_path):
    switch("on")
    result = dengen("backup", str(tmp_path))
    assert result.exit_code == 0, result.output


def test_machines_are_told_of_read_only_mode(switch, settings, client):
    settings.METRICS_TOKEN = "token"
    assert client.get("/health/ready").text == "ok\n"
    switch("on")
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.text) == (200, "ok, read-only\n")
    metrics = client.get("/metrics", headers={"authorization": "Bearer token"}).text
    (line,) = [one for one in metrics.splitlines() if one.startswith("dengen_read_only_seconds ")]
    assert float(line.split()[1]) > 0


def test_a_resting_worker_is_not_missed(switch, administrator):
    WorkerHeartbeat.objects.create(worker="one:1", seen_at=clock.now() - SILENCE)
    client = browser_of(administrator)
    switch("on")
    assert not [fault for fault in faults() if "silent" in fault]
    assert "応答がありません" not in client.get("/console/").text


def test_the_worker_rests_and_goes_on_afterwards(switch, poster):
    factories.listing(Account.objects.members().first())
    Message.objects.update(state="waiting")
    switch("on")
    stop = threading.Event()
    resting = threading.Timer(0.3, stop.set)
    resting.start()
    assert worker.wait_for_database(stop) is False
    resting.join()
    assert not Delivery.objects.exists()
    switch("off")
    assert worker.wait_for_database(threading.Event()) is True


def test_a_worker_that_is_stopped_meanwhile_signs_off(switch):
    alive.begin()
    switch("on")
    alive.end()
    assert not WorkerHeartbeat.objects.exists()


def test_what_became_of_a_mail_in_hand_is_still_noted(switch, administrator, monkeypatch):
    """It would go out twice otherwise."""
    Message.objects.all().delete()
    factories.listing(factories.member())
    whole, (one, *_rest) = delivery.as_email, Message.objects.waiting()

    def handed_over(what: Delivery):
        ReadOnlyMode.begin(by=administrator, reason="")
        return whole(what)

    monkeypatch.setattr(delivery, "as_email", handed_over)
    assert delivery.send_due() == 1
    assert Delivery.objects.filter(message=one, state="sent").exists()


def test_statements_outside_of_transactions_are_refused_too(switch, seller):
    switch("on")
    with pytest.raises(ReadOnly), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_account SET fax = '03-0000-0000'")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_switching_it_on_waits_for_what_had_begun_before(switch, seller, monkeypatch):
    from django.db import transaction

    begun, may_end = threading.Event(), threading.Event()

    def write() -> None:
        try:
            with transaction.atomic():
                Account.objects.filter(pk=seller.pk).update(fax="03-1111-1111")
                begun.set()
                may_end.wait(10)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(10)
    threading.Timer(0.5, may_end.set).start()
    switch("on")
    assert may_end.is_set()
    writer.join()
    assert Account.objects.get(pk=seller.pk).fax == "03-1111-1111"
