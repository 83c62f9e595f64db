"""One held lock does not stop the pages."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from dengen import clock
from tests import factories
from tests.database.served import Visitor, served
from tests.mail.conftest import database_url

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 6


@contextmanager
def writing() -> Iterator[None]:
    """Somebody holds what every writer needs, and doesn't let go."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(database_url())
        other.execute("LOCK TABLE accounts_account, accounts_session IN EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.close()


def test_pages_are_read_while_six_writers_wait():
    members = [factories.member() for _writer in range(WRITERS + 1)]
    with served(database_url()) as port, ThreadPoolExecutor(WRITERS) as pool:
        for member in members:
            Visitor(port).log_in(member.login_id)  # the session that a writer will end
        *writers, reader = [Visitor(port).log_in(member.login_id) for member in members]
        for writer in writers:
            writer.get("/account/")
        with writing():
            waiting = [
                pool.submit(writer.post, "/account/other-sessions/end/") for writer in writers
            ]
            pages = [reader.get(page)[0] for page in ["/listings/", "/", "/account/", "/login/"]]
            assert pages == [200] * 3 + [302]
            assert not any(one.done() for one in waiting)
        assert [one.result()[0] for one in waiting] == [302] * WRITERS


def test_a_session_that_would_be_prolonged_is_read_all_the_same():
    member = factories.member()
    with served(database_url()) as port:
        reader = Visitor(port).log_in(member.login_id)
        soon = clock.now() + timedelta(minutes=settings.SESSION_IDLE_MINUTES / 2)
        member.sessions.update(expire_date=soon)
        with writing():
            assert reader.get("/listings/")[0] == 200
        assert member.sessions.get().expire_date == soon
        assert reader.get("/listings/")[0] == 200
        assert member.sessions.get().expire_date > soon
