"""The database itself refuses to rewrite the trail and the decisions."""

import pytest
from django.db import DatabaseError, connection, transaction

from dengen.events.models import Event
from dengen.listings.models import Decision
from tests import factories

pytestmark = pytest.mark.django_db
TABLES = ["events_event", "listings_decision"]


@pytest.fixture
def decided(db):
    """A listing that was approved: events and a decision."""
    return factories.published(factories.member())


def run(sql: str) -> None:
    """Goes round Django, and leaves the test's transaction as it was."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_it_refuses(decided, table, sql):
    with pytest.raises(DatabaseError, match="append-only"):
        run(sql.format(table))


@pytest.mark.parametrize("model", [Event, Decision])
def test_it_refuses_querysets_too(decided, model):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all().delete()
    assert model.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_it_refuses_also_between_tests_that_empty_the_tables(turn):
    assert not Event.objects.exists()
    factories.published(factories.member())
    for table in TABLES:
        with pytest.raises(DatabaseError, match="append-only"):
            run(f"DELETE FROM {table}")
