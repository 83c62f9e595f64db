"""No room is left for the database: nothing is half done, nothing typed is lost, it passes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from dengen.events.models import Event
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests.faults.conftest import NEW, asks_for_patience, held, typed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a server has its own disk"),
]
NO_LIMIT = 2**30


@contextmanager
def full_disk() -> Iterator[None]:
    """Within the block not one more page can be written."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE ballast (weight BLOB)")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        for size in (1_000_000, 50_000, 2000, 100):
            _fill(cursor, size)
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {NO_LIMIT}")
            cursor.execute("DROP TABLE ballast")


def _fill(cursor, size: int) -> None:
    while True:
        try:
            cursor.execute("INSERT INTO ballast VALUES (zeroblob(%s))", [size])
        except OperationalError:
            return


def test_the_person_is_told_and_sends_the_same_again(poster, lines):
    sent = typed()
    with full_disk():
        answer = poster.post(NEW, sent)
        assert asks_for_patience(answer)
        assert "この操作は保存されていません" in answer.text
        assert not Listing.objects.exists()
    assert held(answer) == sent
    assert poster.post(NEW, held(answer)).status_code == 302
    assert Listing.objects.get().title == sent["title"]
    assert lines.one("failure")["error"].endswith("OperationalError: database or disk is full")


def test_a_step_is_done_with_its_event_and_its_mail_or_not_at_all(poster):
    before = Event.objects.count(), Message.objects.count()
    with full_disk():
        poster.post(NEW, typed())
        assert (Event.objects.count(), Message.objects.count()) == before


def test_what_is_there_can_still_be_read(poster):
    with full_disk():
        assert poster.get("/listings/").status_code == 200
