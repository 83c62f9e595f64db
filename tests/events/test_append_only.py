"""The database itself refuses to rewrite the trail and the decisions."""

import pytest
from django.db import DatabaseError, connection, transaction

from dengen.events.models import Event, Seal
from dengen.events.sealing import seal_waiting
from dengen.listings.models import Decision
from tests import factories

pytestmark = pytest.mark.django_db
KEYS = {"events_event": "id", "events_seal": "number", "listings_decision": "id"}  # by table


@pytest.fixture
def decided(db):
    """A listing that was approved: sealed events and a decision."""
    listing = factories.published(factories.member())
    seal_waiting()
    return listing


def run(sql: str) -> None:
    """Goes round Django, and leaves the test's transaction as it was."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", KEYS)
@pytest.mark.parametrize("sql", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_the_trail_refuses_changes(decided, table, sql):
    with pytest.raises(DatabaseError, match="append-only"):
        run(sql.format(table, KEYS[table]))


@pytest.mark.parametrize("model", [Event, Seal, Decision])
def test_the_trail_refuses_changes_by_querysets_too(decided, model):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all().delete()
    assert model.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_trail_refuses_changes_between_tests_that_empty_the_tables(turn):
    assert not Event.objects.exists()
    factories.published(factories.member())
    seal_waiting()
    for table in KEYS:
        with pytest.raises(DatabaseError, match="append-only"):
            run(f"DELETE FROM {table}")
