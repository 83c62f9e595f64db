"""Connections that PostgreSQL ends while the board holds them, and what it costs to notice."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from dengen.accounts.models import Account
from dengen.events.models import Event
from dengen.listings.models import Listing
from tests import factories
from tests.database.relay import relay
from tests.database.served import Visitor, served
from tests.faults.conftest import typed
from tests.mail.conftest import database_url

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is no server"),
]
NAME, NEW = "the-board", "/listings/new/"
END = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = %s"
WAITING = f"{END} AND wait_event_type = 'Lock'"


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def board(log) -> Iterator[int]:
    """Its port; PostgreSQL knows its connections by name."""
    with served(f"{database_url()}?application_name={NAME}", log=log) as port:
        yield port


def end_connections(statement: str = END) -> int:
    """How many the server has ended."""
    with psycopg.connect(database_url(), autocommit=True) as other:
        return len(other.execute(statement, [NAME]).fetchall())


def losses(log: Path) -> int:
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return sum(line.get("outcome") == "connection lost" for line in lines)


def test_a_reader_whose_connection_was_ended_gets_the_page(board, log):
    reader = Visitor(board).log_in(factories.member().login_id)
    assert end_connections()
    assert reader.get("/listings/")[0] == 200
    assert losses(log) == 1


def test_a_visitor_whose_connection_was_ended_gets_the_page(board):
    stranger = Visitor(board)
    assert stranger.get("/login/")[0] == 200
    assert end_connections()
    assert stranger.get("/login/")[0] == 200


def test_what_is_sent_over_a_connection_that_was_ended_before_arrives_once(board):
    poster = Visitor(board).log_in(factories.member().login_id)
    poster.get(NEW)
    assert end_connections()
    assert poster.post(NEW, **typed())[0] == 302
    assert Listing.objects.count() == 1


def test_a_step_whose_connection_is_ended_leaves_nothing_half_done(board):
    poster = Visitor(board).log_in(factories.member().login_id)
    poster.get(NEW)
    listing = typed()
    with psycopg.connect(database_url()) as other, ThreadPoolExecutor(1) as pool:
        other.execute("LOCK TABLE events_event IN EXCLUSIVE MODE")
        answer = pool.submit(poster.post, NEW, **listing)
        while not end_connections(WAITING):
            assert not answer.done()
        assert answer.result()[0] == 503
    assert not Listing.objects.exists()
    assert not Event.objects.filter(name="listing.submitted").exists()
    assert poster.post(NEW, **listing)[0] == 302
    assert Listing.objects.count() == 1


@pytest.fixture
def ended() -> None:
    """The server has ended the connection of this process, which has no pool."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = cursor.fetchone()
    with psycopg.connect(database_url(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", own)


def test_a_command_goes_on_reading(ended):
    assert not Account.objects.exists()


def test_a_command_begins_its_step_on_a_new_connection(ended):
    with transaction.atomic():
        assert not Account.objects.exists()


def test_a_kept_page_costs_one_round_trip():
    member = factories.member()
    with relay(connection.settings_dict) as between, served(between.url) as port:
        reader = Visitor(port).log_in(member.login_id)
        for page in ("/", "/listings/", "/listings/mine/"):
            for _time in range(2):
                reader.get(page)
            before = between.answers
            assert reader.get(page)[0] == 200
            assert between.answers - before == 1
