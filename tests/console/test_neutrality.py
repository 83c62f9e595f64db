"""審査の中立性: order, speed and denials of a period."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengen.console.neutrality.report import decisions
from dengen.japan.business_days import TOKYO
from dengen.oversight.kept.reading import Kept
from tests.console.cast import make_application, make_listing, make_member
from tests.console.test_archive import at
from tests.console.test_audit import body

MONDAY = datetime(2026, 6, 1, 10, tzinfo=TOKYO)  # no holiday in that June
JUNE = {"first": "2026-06-01", "last": "2026-06-30"}


@pytest.fixture
def owner(reviewer):
    with at(MONDAY - timedelta(days=30)):
        return make_member(reviewer, organization_name="狸電力株式会社")


@pytest.fixture
def three(owner):
    """Handed in at ten, eleven and twelve on a Monday, after the one of May that still waits."""
    made = []
    for hours in (-24, 0, 1, 2):
        with at(MONDAY + timedelta(hours=hours)):
            made.append(make_listing(owner))
    return made


def approve(listing, reviewer, moment):
    with at(moment):
        listing.approve(by=reviewer, revision=listing.revision)


def listings_report(reviewer_client, **period):
    return reviewer_client.get(reverse("console:neutrality"), JUNE | period).context["reports"][1]


def waits(noun="listing", first=date(2026, 6, 1), last=date(2026, 6, 30)):
    """Those of the file."""
    return [one.wait for one in decisions(Kept(), noun, first, last)]


def test_decisions_in_turn_are_told_as_in_turn(reviewer_client, three, reviewer):
    for hours, listing in enumerate(three, start=3):
        approve(listing, reviewer, MONDAY + timedelta(hours=hours))
    report = listings_report(reviewer_client)
    assert (report.tally.count, report.in_turn, report.out_of_turn) == (4, 4, [])


def test_out_of_turn_it_tells_how_many_earlier_ones_waited(reviewer_client, three, reviewer):
    oldest, first, second, third = three
    approve(third, reviewer, MONDAY + timedelta(hours=3))  # past three
    approve(first, reviewer, MONDAY + timedelta(hours=4))  # past the oldest
    approve(oldest, reviewer, MONDAY + timedelta(hours=5))
    approve(second, reviewer, MONDAY + timedelta(hours=6))
    report = listings_report(reviewer_client)
    assert [one.overtook for one in waits()] == [3, 1, 0, 0]
    assert report.in_turn == 2


def test_what_was_deleted_or_came_later_was_not_overtaken(reviewer_client, three, owner, reviewer):
    oldest, first = three[:2]
    with at(MONDAY + timedelta(hours=3)):
        oldest.delete(by=owner)
    approve(first, reviewer, MONDAY + timedelta(hours=4))
    report = listings_report(reviewer_client)
    assert [one.overtook for one in waits()] == [0]
    assert (report.withdrawn, report.waiting) == (1, 2)


def test_a_period_holds_both_its_days_and_knows_who_waited_before(reviewer_client, three, reviewer):
    _oldest, first, second, _third = three
    approve(second, reviewer, datetime(2026, 6, 30, 23, 59, 59, tzinfo=TOKYO))
    approve(first, reviewer, datetime(2026, 7, 1, tzinfo=TOKYO))
    assert [one.overtook for one in waits()] == [2]
    july = waits(first=date(2026, 7, 1), last=date(2026, 7, 31))
    assert [one.overtook for one in july] == [1]


def test_the_time_is_counted_in_business_days(reviewer_client, owner, reviewer):
    friday = MONDAY + timedelta(days=4)
    for days, expected in [(0, 0), (1, 0), (3, 1), (7, 5)]:
        with at(friday):
            listing = make_listing(owner)
        approve(listing, reviewer, friday + timedelta(days=days))
        assert waits()[-1].days == expected
    tally = listings_report(reviewer_client).tally
    assert (tally.median, tally.longest) == (0.5, 5)


def test_each_business_has_its_figures_and_each_denial_its_reason(
    reviewer_client, three, owner, reviewer
):
    with at(MONDAY + timedelta(days=1)):
        other = make_member(reviewer, organization_name="狐電力株式会社")
        make_listing(other).deny(by=reviewer, reason="区分の誤り", revision=1)
    approve(three[0], reviewer, MONDAY + timedelta(days=2))
    with at(MONDAY + timedelta(days=3)):
        three[0].deny(by=reviewer, reason="設備の重複", revision=2)
    report = listings_report(reviewer_client)
    rows = {name: (tally.approved, tally.denied) for name, tally in report.organizations}
    assert rows == {"狸電力株式会社": (1, 0), "狐電力株式会社": (0, 1)}
    denials = [(one.organization, one.reason, one.is_later) for one in report.denials]
    assert denials == [
        ("狐電力株式会社", "区分の誤り", False),
        ("狸電力株式会社", "設備の重複", True),
    ]
    page = reviewer_client.get(reverse("console:neutrality"), JUNE).text
    assert "一度審査した後の否認" in page
    assert "設備の重複" in page


def test_applications_have_their_own_queue(reviewer_client, three, reviewer):
    with at(MONDAY):
        first, second = make_application(), make_application()
    with at(MONDAY + timedelta(hours=1)):
        second.approve(by=reviewer, revision=1)
        first.deny(by=reviewer, reason="名称の誤り", revision=1)
    applications = reviewer_client.get(reverse("console:neutrality"), JUNE).context["reports"][0]
    assert [one.overtook for one in waits("application")] == [1, 0]
    assert applications.waiting == 0


def test_the_file_has_every_decision(reviewer_client, three, reviewer):
    approve(three[1], reviewer, MONDAY + timedelta(days=1))
    lines = body(reviewer_client.get(reverse("console:neutrality-csv"), JUNE)).splitlines()
    assert len(lines) == 2
    assert lines[1].split(",")[4:9] == [
        "2026-06-01 10:00:00",
        "2026-06-02 10:00:00",
        "承認",
        "1",
        "1",
    ]


def test_without_a_period_it_is_this_month(reviewer_client):
    with at(MONDAY):
        page = reviewer_client.get(reverse("console:neutrality"))
    assert "2026年6月1日（月）から2026年6月30日（火）まで" in page.text
    assert "審査なし" in page.text


def test_a_wrong_period_is_explained_and_gives_no_file(reviewer_client):
    wrong = {"first": "2026-06-02", "last": "2026-06-01"}
    page = reviewer_client.get(reverse("console:neutrality"), wrong)
    assert "開始日以降" in page.text
    assert page.context["reports"] == []
    assert reviewer_client.get(reverse("console:neutrality-csv"), wrong).status_code == 302


def test_more_decisions_ask_the_database_no_more_often(
    reviewer_client, owner, reviewer, django_assert_max_num_queries
):
    with at(MONDAY):
        for _ in range(5):
            make_listing(owner).approve(by=reviewer, revision=1)
            make_member(reviewer)
    with django_assert_max_num_queries(36):
        reviewer_client.get(reverse("console:neutrality"), JUNE)


def test_what_two_did_is_looked_up_by_its_proposal_and_not_in_the_whole_trail(reviewer_client):
    with CaptureQueriesContext(connection) as captured:
        listings_report(reviewer_client, **JUNE)
    [asked] = [one["sql"] for one in captured if "proposal.seconded" in one["sql"]]
    assert '"subject_id"' in asked.partition("WHERE")[2]
