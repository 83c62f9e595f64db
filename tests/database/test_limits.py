"""How long anything may wait for PostgreSQL, or keep others waiting."""

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction

from dengen.database import limits
from tests.mail.conftest import database_url

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own limits"),
]


def shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


@pytest.fixture
def web(monkeypatch):
    """This process has the limits of a web process."""
    with monkeypatch.context() as patch:
        patch.setattr(limits, "_of_process", limits.WEB)
        connections.close_all()
        yield
    connections.close_all()  # after the limits have gone: what opens next has none of them


def test_a_page_that_only_reads_waits_two_seconds_for_a_lock(web):
    assert shown("lock_timeout") == "2s"
    assert shown("statement_timeout") == "30s"


def test_a_step_has_limits_of_its_own(web):
    with transaction.atomic():
        assert shown("lock_timeout") == "20s"
        assert shown("statement_timeout") == "30s"
        assert shown("idle_in_transaction_session_timeout") == "30s"
    assert shown("lock_timeout") == "2s"


def test_a_command_may_take_its_time():
    connections.close_all()  # one that an earlier test has opened may have that test's limits
    assert shown("statement_timeout") == "0"
    with transaction.atomic():
        assert shown("lock_timeout") == "20s"
        assert shown("statement_timeout") == "0"
        assert shown("idle_in_transaction_session_timeout") == "0"


def test_a_table_that_is_held_does_not_hold_its_readers(monkeypatch):
    monkeypatch.setattr(limits, "_of_process", limits.Limits(reads_wait=50))
    connections.close_all()
    with psycopg.connect(database_url()) as other:
        other.execute("LOCK TABLE listings_listing IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(OperationalError, match="lock timeout"), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM listings_listing")
    connections.close_all()


def test_a_transaction_in_which_nothing_happens_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "_of_process", limits.Limits(idle=50))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        with psycopg.connect(database_url()) as other:
            other.execute("SELECT pg_sleep(1)")
        cursor.execute("SELECT 1")
    connections.close_all()
