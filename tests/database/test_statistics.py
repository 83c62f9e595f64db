"""What SQLite knows of a table is renewed with an index, if it knew anything."""

from types import SimpleNamespace

import pytest
from django.db import connection

from dengen.accounts.models import LoginID
from dengen.database.statistics import renewed

pytestmark = pytest.mark.django_db
TABLE = LoginID._meta.db_table


def known() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s ORDER BY idx", [TABLE])
        return [stat for (stat,) in cursor.fetchall()]


def analyze(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {table}")


def renew() -> None:
    renewed(TABLE)(None, SimpleNamespace(connection=connection))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks by itself")
class TestWhatSqliteKnows:
    def test_what_it_knew_is_renewed(self):
        LoginID.objects.create(canonical="member001", shown="Member001")
        analyze(TABLE)
        before = known()
        names = [f"member{number:03}" for number in range(2, 50)]
        LoginID.objects.bulk_create(LoginID(canonical=name, shown=name) for name in names)
        renew()
        assert known() != before

    def test_of_a_table_that_it_knows_nothing_of_it_learns_nothing(self):
        LoginID.objects.create(canonical="member001", shown="Member001")
        analyze("django_migrations")
        renew()
        assert known() == []
