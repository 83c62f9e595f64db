"""その日の掲示板: what members saw at a moment, to the second, out of the trail."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from dengen.japan.business_days import TOKYO
from dengen.listings.models import Listing
from tests.console.cast import make_listing, make_member

TEN = datetime(2026, 6, 1, 10, tzinfo=TOKYO)
SECOND = timedelta(seconds=1)


def at(moment: datetime):
    return time_machine.travel(moment.astimezone(UTC), tick=False)


@pytest.fixture
def owner(reviewer):
    with at(TEN - timedelta(days=30)):
        return make_member(reviewer)


@pytest.fixture
def listing(owner, reviewer):
    """Approved at ten, for June."""
    with at(TEN - timedelta(days=1)):
        made = make_listing(owner, start_on=date(2026, 6, 1), end_on=date(2026, 6, 30))
    with at(TEN):
        made.approve(by=reviewer, revision=1)
    return made


def seen(reviewer_client, moment: datetime) -> list[Listing]:
    asked = {"day": f"{moment:%Y-%m-%d}", "time": f"{moment:%H:%M:%S}"}
    return list(reviewer_client.get(reverse("console:archive"), asked).context["cut"].rows)


def test_a_listing_is_in_the_archive_from_the_very_second_of_its_approval(reviewer_client, listing):
    assert seen(reviewer_client, TEN - SECOND) == []
    assert seen(reviewer_client, TEN) == [listing]


@pytest.mark.parametrize("end", ["deny", "delete"])
def test_a_listing_is_gone_from_the_archive_from_the_very_second_of_its_denial_or_deletion(
    reviewer_client, listing, reviewer, end
):
    gone = TEN + timedelta(days=3)
    with at(gone):
        if end == "deny":
            listing.deny(by=reviewer, reason="重複", revision=2)
        else:
            listing.delete(by=reviewer, reason="利用条件を満たさないため")
    assert seen(reviewer_client, gone - SECOND) == [listing]
    assert seen(reviewer_client, gone) == []


def test_the_period_of_the_archive_begins_and_ends_at_midnight_in_tokyo(
    reviewer_client, owner, reviewer
):
    with at(TEN - timedelta(days=5)):
        made = make_listing(owner, start_on=date(2026, 6, 1), end_on=date(2026, 6, 30))
        made.approve(by=reviewer, revision=1)
    first, after = datetime(2026, 6, 1, tzinfo=TOKYO), datetime(2026, 7, 1, tzinfo=TOKYO)
    assert [seen(reviewer_client, moment) for moment in (first - SECOND, first)] == [[], [made]]
    assert [seen(reviewer_client, moment) for moment in (after - SECOND, after)] == [[made], []]


def test_what_only_waited_or_was_denied_was_not_seen(reviewer_client, owner, reviewer):
    with at(TEN):
        make_listing(owner, start_on=date(2026, 6, 1))
        make_listing(owner, start_on=date(2026, 6, 1)).deny(by=reviewer, reason="否", revision=1)
    assert seen(reviewer_client, TEN + SECOND) == []


def test_a_replacement_takes_the_place_at_one_moment(reviewer_client, listing, owner, reviewer):
    with at(TEN + timedelta(days=1)):
        other = make_listing(owner, replaces=listing, start_on=date(2026, 6, 2))
    with at(TEN + timedelta(days=2)):
        other.approve(by=reviewer, revision=1)
    assert seen(reviewer_client, TEN + timedelta(days=2) - SECOND) == [listing]
    assert seen(reviewer_client, TEN + timedelta(days=2)) == [other]


def test_the_newest_approval_stands_first_and_there_are_pages(
    reviewer_client, listing, owner, reviewer, settings
):
    settings.PAGE_SIZE = 1
    with at(TEN + timedelta(hours=1)):
        later = make_listing(owner, start_on=date(2026, 6, 1))
        later.approve(by=reviewer, revision=1)
    asked = {"day": "2026-06-01", "time": "12:00"}
    first = reviewer_client.get(reverse("console:archive"), asked)
    below = asked | {"before": first.context["cut"].rows[-1].number}
    second = reviewer_client.get(reverse("console:archive"), below)
    above = asked | {"after": second.context["cut"].rows[0].number}
    pages = [first, second, reviewer_client.get(reverse("console:archive"), above)]
    assert [page.context["cut"].rows for page in pages] == [[later], [listing], [later]]
    assert [page.context["count"] for page in pages] == [2, 2, 2]


def test_now_it_is_what_members_see_now(reviewer_client, listing, owner, reviewer):
    make_listing(owner).approve(by=reviewer, revision=1)
    with at(TEN + timedelta(days=9)):
        rows = reviewer_client.get(reverse("console:archive")).context["cut"].rows
        assert rows == [listing] == list(Listing.objects.visible_on(date(2026, 6, 10)))[-1:]


def test_the_content_stays_readable_after_the_deletion_with_its_whole_record(
    reviewer_client, listing, owner
):
    with at(TEN + timedelta(days=3)):
        listing.delete(by=owner)
    address = reverse("console:archive-listing", args=[listing.pk])
    then = reviewer_client.get(address, {"day": "2026-06-02", "time": "00:00"})
    assert "会員に次のとおり見えていました" in then.text
    assert "条件は応相談" in then.text
    names = [row.event.name for row in then.context["rows"]]
    assert names == ["listing.submitted", "listing.approved", "listing.deleted"]
    later = reviewer_client.get(address, {"day": "2026-06-05", "time": "00:00"}).text
    assert "会員には見えていませんでした" in later


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"day": "2026-06-01", "time": ""}, "時刻を指定してください"),
        ({"day": "2026-06-01", "time": "25:00"}, "09:30 のように"),
        ({"day": "6月1日", "time": "10:00"}, "2026-04-01 のように"),
        ({"day": "2098-06-01", "time": "10:00"}, "現在より前の日時"),
        ({"day": "0001-01-01", "time": "00:00"}, "2000年1月1日以降の日付"),
    ],
)
def test_a_wrong_moment_is_explained(reviewer_client, asked, words):
    page = reviewer_client.get(reverse("console:archive"), asked)
    assert words in page.text
    assert asked["day"] in page.text


def test_what_was_approved_once_more_since_stands_in_the_archive_as_before(
    reviewer_client, listing, owner, reviewer
):
    with at(TEN + timedelta(hours=1)):
        other = make_listing(owner, start_on=date(2026, 6, 1))
        other.approve(by=reviewer, revision=1)
    with at(TEN + timedelta(days=1)):
        listing.deny(by=reviewer, reason="重複", revision=2)
        listing.reopen(by=reviewer, revision=3)
        listing.approve(by=reviewer, revision=4)
    assert set(seen(reviewer_client, TEN + timedelta(hours=2))) == {listing, other}


def test_the_archive_counts_what_was_seen_at_that_very_moment(
    reviewer_client, listing, owner, reviewer
):
    moments = [TEN + timedelta(hours=hours) for hours in range(5)]
    with at(moments[1]):
        other = make_listing(owner, start_on=date(2026, 6, 1))
        other.approve(by=reviewer, revision=1)
    with at(moments[2]):
        make_listing(owner, start_on=date(2026, 6, 2)).approve(by=reviewer, revision=1)
        other.deny(by=reviewer, reason="重複", revision=2)
    with at(moments[3]):
        listing.delete(by=owner)
    counts = []
    for moment in (TEN - SECOND, *moments):
        asked = {"day": f"{moment:%Y-%m-%d}", "time": f"{moment:%H:%M:%S}"}
        page = reviewer_client.get(reverse("console:archive"), asked)
        counts.append((page.context["count"], len(page.context["cut"].rows)))
    assert counts == [(0, 0), (1, 1), (2, 2), (1, 1), (0, 0), (0, 0)]
