"""What was decided is found again by title, business and ID, and looked up by indexes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengen.japan.business_days import today
from dengen.listings.models import Listing
from tests.console.cast import make_listing, make_member

DECIDED = "/console/listings/?state=decided&q="
DAY = timedelta(days=1)


@pytest.fixture
def owner(reviewer):
    return make_member(reviewer, login_name="Kawasemi01", organization_name="翡翠電力株式会社")


def found(client, text: str) -> list[str]:
    page = client.get(DECIDED + text).context["page_obj"]
    return [decision.listing.title for decision in page]


def test_the_newest_decision_of_each_comes_first(owner, reviewer, reviewer_client):
    first, second = (make_listing(owner, title=f"潮汐発電{one}") for one in "甲乙")
    for one in (first, second):
        one.approve(by=reviewer, revision=1)
    first.deny(by=reviewer, revision=2, reason="理由")
    assert found(reviewer_client, "潮汐") == ["潮汐発電甲", "潮汐発電乙"]


@pytest.mark.parametrize("days", [-50, 0, 50], ids=["over", "shown", "ahead"])
def test_a_published_listing_is_found_whenever_members_see_it(
    owner, reviewer, reviewer_client, days
):
    make_listing(owner, title="潮汐発電").approve(by=reviewer, revision=1)
    start_on = today() + days * DAY
    Listing.objects.update(start_on=start_on, end_on=start_on + DAY)
    assert found(reviewer_client, "潮汐") == ["潮汐発電"]


def test_a_denied_listing_is_found_by_its_title(owner, reviewer, reviewer_client):
    make_listing(owner, title="潮汐発電").deny(by=reviewer, revision=1, reason="理由")
    assert found(reviewer_client, "潮汐") == ["潮汐発電"]


def test_what_waits_or_was_deleted_is_not_found(owner, reviewer, reviewer_client):
    make_listing(owner, title="潮汐発電甲")
    deleted = make_listing(owner, title="潮汐発電乙")
    deleted.approve(by=reviewer, revision=1)
    deleted.delete(by=owner)
    assert found(reviewer_client, "潮汐") == []


@pytest.mark.parametrize("text", ["翡翠", "KAWASEMI"])
def test_a_listing_is_found_by_the_business_and_by_the_id(owner, reviewer, reviewer_client, text):
    make_listing(owner, title="潮汐発電").approve(by=reviewer, revision=1)
    assert found(reviewer_client, text) == ["潮汐発電"]


def test_a_listing_is_found_by_the_name_that_its_business_had(owner, reviewer, reviewer_client):
    make_listing(owner, organization_name="旧名電力").approve(by=reviewer, revision=1)
    assert len(found(reviewer_client, "旧名")) == 1


@pytest.mark.parametrize("page", [DECIDED, "/console/audit/?thing="], ids=["decided", "audit"])
def test_a_rare_title_is_looked_up_and_not_compared_with_every_other(
    owner, reviewer, reviewer_client, page
):
    make_listing(owner, title="潮汐発電").approve(by=reviewer, revision=1)
    with CaptureQueriesContext(connection) as captured:
        assert "潮汐発電" in reviewer_client.get(page + "潮汐").text
    compared = [one for one in captured if '"folded_title" LIKE' in one["sql"]]
    assert not compared
