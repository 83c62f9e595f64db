"""PostgreSQL ends what takes too long, or goes: the person is told, and nothing is lost."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, connections
from django.db.models.signals import pre_save

from dengen.database import limits
from dengen.listings.models import Listing
from tests.faults.conftest import NEW, asks_for_patience, held, typed
from tests.mail.conftest import database_url

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite ends nothing"),
]


@pytest.fixture
def limited(monkeypatch) -> Iterator[Callable]:
    """`limited(idle=…, statement=…)`: this process has such limits, in milliseconds."""
    with monkeypatch.context() as patch:

        def limit(**milliseconds: int) -> None:
            patch.setattr(limits, "_of_process", limits.Limits(**milliseconds))
            connections.close_all()

        yield limit
    connections.close_all()


@contextmanager
def slow(act: Callable[[], object]) -> Iterator[None]:
    """Within the block keeping a listing takes as long as that."""

    def before(**_signal: object) -> None:
        act()

    pre_save.connect(before, sender=Listing)
    try:
        yield
    finally:
        pre_save.disconnect(before, sender=Listing)


def sleep_in_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")


def lose_connection() -> None:
    own = connection.connection.info.backend_pid
    with psycopg.connect(database_url(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [own])


@pytest.mark.parametrize(
    ("limit", "act"),
    [
        ({"idle": 100}, lambda: time.sleep(0.5)),
        ({"statement": 300}, sleep_in_database),
        ({}, lose_connection),
    ],
    ids=["a transaction in which nothing happens", "a statement", "the connection is lost"],
)
def test_the_person_is_told_and_sends_the_same_again(poster, limited, limit, act):
    sent = typed()
    limited(**limit)
    with slow(act):
        answer = poster.post(NEW, sent)
    assert asks_for_patience(answer)
    assert held(answer) == sent
    limited()
    assert poster.post(NEW, held(answer)).status_code == 302
    assert Listing.objects.count() == 1
