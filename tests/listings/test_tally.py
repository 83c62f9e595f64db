"""The kept counts are those that counting gives."""

import sqlite3
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_init
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengen.japan.business_days import today
from dengen.listings.models import Listing, Tally
from tests import factories
from tests.conftest import browser_of
from tests.counts import by_area_and_side
from tests.strategies import DAYS, LISTINGS, STEPS, live

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def counted(day) -> list[tuple[str, str, int]]:
    return by_area_and_side(Listing.objects.visible_on(day))


def kept(day) -> list[tuple[str, str, int]]:
    return sorted(Tally.objects.on(day))


@given(st.lists(LISTINGS, max_size=6), STEPS, st.lists(DAYS, min_size=1, max_size=6))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_on_any_day_and_whatever_happened(seller, reviewer, listings, steps, days):
    with transaction.atomic():
        live(listings, steps, seller, reviewer)
        for day in sorted(days):
            assert kept(day) == counted(day)
            Tally.objects.fold(day)
            assert kept(day) == counted(day)
        transaction.set_rollback(True)


def test_a_listing_counts_from_its_first_day_to_its_last(seller):
    factories.published(seller, start_on=today() + DAY, end_on=today() + 3 * DAY)
    counts = [len(kept(today() + days * DAY)) for days in range(5)]
    assert counts == [0, 1, 1, 1, 0]


def test_the_ledger_is_folded_to_an_entry_for_each_kind_and_day_to_come(seller, reviewer):
    end = today() + 400 * DAY
    for _number in range(5):
        factories.published(seller, by=reviewer, side="buy", area="tokyo", end_on=end)
    assert Tally.objects.count() == 10
    call_command("fold_tallies")
    assert sorted(Tally.objects.values_list("day", "change")) == [(today(), 5), (end + DAY, -5)]


def test_a_long_ledger_is_folded_too():
    limit = 32_766  # of parameters in one statement, as SQLite comes
    if connection.vendor == "sqlite":
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, limit)
    entry = {"area": "tokyo", "side": "buy", "day": today(), "change": 1}
    Tally.objects.bulk_create(Tally(**entry) for _number in range(limit + 1))
    Tally.objects.fold(today())
    assert list(Tally.objects.values("area", "side", "day", "change")) == [
        entry | {"change": limit + 1}
    ]


def test_folding_makes_objects_of_the_entries_that_stay_alone():
    entry = {"area": "tokyo", "side": "buy", "day": today(), "change": 1}
    Tally.objects.bulk_create(Tally(**entry) for _number in range(20))
    made: list[Tally] = []

    def count(instance: Tally, **_about: object) -> None:
        made.append(instance)

    post_init.connect(count, sender=Tally)
    try:
        Tally.objects.fold(today())
    finally:
        post_init.disconnect(count, sender=Tally)
    assert len(made) == 1


def test_the_tabs_show_the_tallies(seller, buyer):
    factories.published(seller, area="tokyo")
    factories.published(seller, area="kansai")
    factories.published(seller, area="kansai").delete(by=seller)
    page = browser_of(buyer).get("/listings/")
    assert [(tab.address, tab.count) for tab in page.context["tabs"]] == [
        ("?", "2"),
        ("?area=tokyo", "1"),
        ("?area=kansai", "1"),
    ]
