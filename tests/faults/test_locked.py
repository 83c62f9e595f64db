"""Another process holds the database for longer than anybody waits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from dengen.accounts.models import Session
from dengen.database.limits import waiting_for_locks
from dengen.listings.models import Listing
from tests.conftest import browser_of
from tests.faults.conftest import NEW, asks_for_patience, held, typed
from tests.mail.conftest import database_url

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def locked(table: str = "listings_listing") -> Iterator[None]:
    """Within the block somebody else is writing; we wait for a tenth of a second."""
    with waiting_for_locks(100):
        if connection.vendor == "sqlite":
            other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
        else:
            other = psycopg.connect(database_url())
            other.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        try:
            yield
        finally:
            other.close()


def test_the_person_is_told_and_sends_the_same_again(poster, lines):
    sent = typed()
    with locked():
        answer = poster.post(NEW, sent)
        assert asks_for_patience(answer)
        assert "この操作は保存されていません" in answer.text
    assert held(answer) == sent
    assert poster.post(NEW, held(answer)).status_code == 302
    assert Listing.objects.count() == 1
    assert "lock" in lines.one("failure")["error"]


def test_reading_goes_on_while_the_database_is_locked(poster):
    with locked():
        assert poster.get("/listings/").status_code == 200


def test_a_session_that_cannot_be_kept_is_not_taken_for_one_that_ended(reviewer):
    client = browser_of(reviewer)
    client.raise_request_exception = False
    with locked(Session._meta.db_table):
        assert asks_for_patience(client.get("/account/second-factor/passkeys/new/"))
        answer = client.post("/account/second-factor/passkeys/new/", {})
    assert asks_for_patience(answer)
    assert "保存されたかどうかを確認できませんでした" in answer.text


def test_a_password_is_not_written_into_the_page(client, seller):
    if connection.vendor == "postgresql":
        pytest.skip("a login doesn't wait for listings")
    client.raise_request_exception = False
    login = {"login_id": seller.login_id, "password": "kakushigoto-2031"}
    with locked():
        answer = client.post("/login/", login)
    assert asks_for_patience(answer)
    assert "kakushigoto-2031" not in answer.text
    assert "もう一度指定してください" in answer.text
