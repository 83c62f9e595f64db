"""What the home page counts by one query is what each listing says of itself."""

import pytest

from dengen.japan.business_days import today
from dengen.listings.listing.status import Status
from dengen.listings.models import Listing
from tests import factories


def repeat(listing: Listing, tie: str) -> Listing:
    return factories.listing(listing.owner, **{tie: listing})


def denied(seller, reviewer, **changes) -> Listing:
    listing = factories.listing(seller, **changes)
    listing.deny(by=reviewer, reason="理由", revision=listing.revision)
    return listing


@pytest.mark.parametrize("end", ["waits", "approved", "denied", "taken_back"])
def test_a_denied_listing_counts_until_its_owner_has_dealt_with_it(seller, reviewer, end):
    first = denied(seller, reviewer)
    assert counts(seller) == by_each(seller) == 1
    again = repeat(first, "resubmits")
    if end == "approved":
        again.approve(by=reviewer, revision=again.revision)
    elif end == "denied":
        again.deny(by=reviewer, reason="理由", revision=again.revision)
    elif end == "taken_back":
        again.delete(by=seller)
    assert counts(seller) == by_each(seller)
    assert counts(seller) == (1 if end in {"denied", "taken_back"} else 0)


def test_a_denied_replacement_is_dealt_with_by_the_next_one(seller, reviewer):
    shown = factories.published(seller, reviewer)
    denied(seller, reviewer, replaces=shown)
    assert counts(seller) == by_each(seller) == 1
    factories.listing(seller, replaces=shown)
    assert counts(seller) == by_each(seller) == 0


def test_an_earlier_replacement_deals_with_nothing(seller, reviewer):
    shown = factories.published(seller, reviewer)
    denied(seller, reviewer, replaces=shown)
    denied(seller, reviewer, replaces=shown)
    assert counts(seller) == by_each(seller) == 1


def counts(seller) -> int:
    return Listing.objects.of(seller).told_of_on(today()).filter(status=Status.DENIED).count()


def by_each(seller) -> int:
    found = Listing.objects.of(seller).filter(status=Status.DENIED)
    return sum(one.dealt_with_by is None for one in found)
