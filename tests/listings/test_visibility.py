"""One rule says which listings members see; each place that asks gives the same answer."""

from datetime import datetime, time

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengen.japan.business_days import TOKYO
from dengen.listings.models import Listing, Tally
from dengen.listings.search import Wanted, find
from tests.strategies import DAYS, LISTINGS, STEPS, live

pytestmark = pytest.mark.django_db
PLACES = {
    "query": lambda day: {one.pk for one in Listing.objects.visible_on(day)},
    "search": lambda day: {hit.pk for hit in find(Wanted(day), 1000)},
    "archive": lambda day: {one.pk for one in Listing.objects.seen_at(noon(day))},
}


def noon(day) -> datetime:
    return datetime.combine(day, time(12), TOKYO)


@given(st.lists(LISTINGS, max_size=6), STEPS, st.lists(DAYS, min_size=1, max_size=6))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_place_shows_the_same_listings_on_any_day(seller, reviewer, listings, steps, days):
    with transaction.atomic():
        live(listings, steps, seller, reviewer)
        for day in days:
            visible = {one.pk for one in Listing.objects.all() if one.is_visible_on(day)}
            for place, shown_on in PLACES.items():
                assert shown_on(day) == visible, place
            assert sum(count for *_kind, count in Tally.objects.on(max(days))) == len(
                PLACES["query"](max(days))
            )
        transaction.set_rollback(True)
