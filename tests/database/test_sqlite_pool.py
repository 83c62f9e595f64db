"""On SQLite the threads of a web process share connections, which none of them takes with it."""

import threading

import pytest
from django.db import connection, transaction

from dengen.accounts.models import Account
from dengen.database.sqlite3.base import DatabaseWrapper

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite"),
]


@pytest.fixture(autouse=True)
def shared(monkeypatch):
    connection.close_pool()  # what earlier tests have left
    monkeypatch.setattr(DatabaseWrapper, "most_kept", 2)
    yield
    connection.close_pool()


def in_a_thread(act) -> None:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def request() -> None:
    assert Account.objects.count() == 0
    connection.close()


def test_what_one_thread_leaves_the_next_one_takes():
    in_a_thread(request)
    (kept,) = DatabaseWrapper.kept
    in_a_thread(request)
    assert list(DatabaseWrapper.kept) == [kept]


def test_no_more_are_kept_than_so_many():
    together = threading.Barrier(4)

    def act() -> None:
        Account.objects.count()
        together.wait(30)
        connection.close()

    threads = [threading.Thread(target=act) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(DatabaseWrapper.kept) == 2


def test_one_that_failed_or_is_in_the_middle_of_a_step_is_not_kept():
    def fail() -> None:
        Account.objects.count()
        connection.errors_occurred = True
        connection.close()

    def stop_in_the_middle() -> None:
        transaction.set_autocommit(False)
        connection.cursor().execute("BEGIN IMMEDIATE")
        connection.close()

    in_a_thread(fail)
    in_a_thread(stop_in_the_middle)
    assert not DatabaseWrapper.kept
    in_a_thread(request)
