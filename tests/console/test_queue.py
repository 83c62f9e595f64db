"""What waits, in order, with the days left; what was decided, to be found again."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengen.accounts.models import Application
from dengen.console.forms.queue_filter import ListingFilter
from dengen.japan.business_days import today
from dengen.listings.entry.item import Item
from dengen.listings.entry.items import ITEMS
from dengen.listings.entry.kinds import Amount
from dengen.listings.forms.search_fields import search_fields_of
from dengen.listings.models import Listing
from tests.console.cast import make_application, make_listing, make_member
from tests.pages import Page

CAPACITY = Item("capacity", Amount("kW", highest=10**6), label="容量", searched_as="容量")
STACKED = "a" + "\u0301" * 9  # more marks than a line can hold
QUEUE = "console:application-queue"
MONDAY = datetime(2026, 6, 1, 1, tzinfo=UTC)  # 10:00 in Tokyo; no holiday in that June


@pytest.fixture(autouse=True)
def three_business_days(settings):
    settings.REVIEW_BUSINESS_DAYS = 3


@pytest.fixture
def three_waiting(db):
    """Submitted on Monday, Tuesday and Friday; looked at on Friday."""
    made = []
    for day, name in [(2, "火曜電力"), (1, "月曜電力"), (5, "金曜電力")]:
        with time_machine.travel(MONDAY.replace(day=day), tick=False):
            made.append(make_application(organization_name=name))
    return made


@pytest.mark.usefixtures("three_waiting")
@time_machine.travel(MONDAY.replace(day=5, hour=5), tick=False)
def test_the_queue_shows_what_waits_longest_first(reviewer_client):
    page = reviewer_client.get(reverse(QUEUE)).text
    assert page.index("月曜電力") < page.index("火曜電力") < page.index("金曜電力")


@pytest.mark.usefixtures("three_waiting")
@time_machine.travel(MONDAY.replace(day=5, hour=5), tick=False)
def test_the_queue_tells_the_business_days_left(reviewer_client):
    page = reviewer_client.get(reverse(QUEUE)).text
    assert page.index("1営業日超過") < page.index("本日まで") < page.index("あと3営業日")


@pytest.mark.usefixtures("three_waiting")
@time_machine.travel(MONDAY.replace(day=5, hour=5), tick=False)
def test_the_home_page_counts_what_waits_and_what_is_over_its_date(reviewer_client):
    figures = reviewer_client.get(reverse("console:home")).context["applications"]
    assert (figures["count"], figures["overdue"]) == (3, 1)


@pytest.mark.usefixtures("three_waiting")
@time_machine.travel(MONDAY.replace(day=6), tick=False)
def test_a_date_that_passed_by_a_weekend_is_passed(reviewer_client):
    page = reviewer_client.get(reverse(QUEUE)).text
    assert page.index("1営業日超過") < page.index("期限超過") < page.index("あと3営業日")
    assert reviewer_client.get(reverse("console:home")).context["applications"]["overdue"] == 2


def test_the_home_page_says_when_nothing_waits(reviewer_client):
    assert reviewer_client.get(reverse("console:home")).text.count("審査待ちはありません") == 2


def test_the_queue_says_when_nothing_waits(reviewer_client):
    assert "審査待ちはありません" in reviewer_client.get(reverse(QUEUE)).text


def test_the_queue_counts_what_wants_a_second_look(reviewer_client):
    make_application(organization_name="双子電力株式会社")
    make_application(organization_name="双子電力㈱")
    assert [
        len(item.flags()) for item in reviewer_client.get(reverse(QUEUE)).context["page_obj"]
    ] == [1, 1]


def test_the_queue_has_pages(reviewer_client, settings):
    settings.PAGE_SIZE = 2
    applications = [make_application() for _ in range(3)]
    second = reviewer_client.get(reverse(QUEUE), {"page": 2})
    assert list(second.context["page_obj"]) == applications[2:]


@pytest.mark.parametrize(
    "typed", ["tanukiden", "ＴＡＮＵＫＩ", "狸電", "㈱狸電力", "田貫太", "田貫 太"]
)
def test_a_decided_application_can_be_found(reviewer_client, reviewer, typed):
    make_member(reviewer)
    make_member(
        reviewer,
        login_name="TanukiDen1",
        organization_name="狸電力株式会社",
        family_name="田貫",
        given_name="太郎",
    )
    found = reviewer_client.get(reverse(QUEUE), {"state": "decided", "q": typed}).context[
        "page_obj"
    ]
    assert [application.login_name for application in found] == ["TanukiDen1"]


@pytest.mark.parametrize("typed", ["ﾀﾇｷ", "狸電", "tanuki"])
def test_a_decided_listing_can_be_found(reviewer_client, reviewer, typed):
    owner = make_member(reviewer, login_name="TanukiDen1", organization_name="狸電力株式会社")
    others = make_member(reviewer)
    for listing in [make_listing(others), make_listing(owner, title="タヌキ山の風力")]:
        listing.approve(by=reviewer, revision=1)
    page = reviewer_client.get(reverse("console:listing-queue"), {"state": "decided", "q": typed})
    assert [one.listing.title for one in page.context["page_obj"]] == ["タヌキ山の風力"]


def test_decided_listings_stand_once_and_newest_first(reviewer_client, reviewer):
    owner = make_member(reviewer)
    first, second = make_listing(owner), make_listing(owner)
    first.approve(by=reviewer, revision=1)
    second.approve(by=reviewer, revision=1)
    first.deny(by=reviewer, reason="訂正", revision=2)
    page = reviewer_client.get(reverse("console:listing-queue"), {"state": "decided"})
    shown = [(one.listing, one.outcome) for one in page.context["page_obj"]]
    assert shown == [(first, "denied"), (second, "approved")]


def test_a_search_for_what_no_database_takes_finds_nothing(reviewer_client):
    page = reviewer_client.get(reverse(QUEUE), {"state": "decided", "q": "\x00狸"}).context[
        "page_obj"
    ]
    assert list(page) == []


@pytest.mark.parametrize("queue", [QUEUE, "console:listing-queue"])
def test_a_search_longer_than_a_database_takes_finds_nothing(reviewer_client, reviewer, queue):
    make_listing(make_member(reviewer)).approve(by=reviewer, revision=1)
    page = reviewer_client.get(reverse(queue), {"state": "decided", "q": "a" * 60_000})
    assert list(page.context["page_obj"]) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "火曜"}, ["火曜電力"]),
        ({"overdue": "on"}, ["月曜電力"]),
        ({"q": "火曜", "overdue": "on"}, []),
        ({"flagged": "on"}, []),
        ({"overdue": "絞", "unknown": "x"}, ["月曜電力"]),
    ],
    ids=str,
)
@pytest.mark.usefixtures("three_waiting")
@time_machine.travel(MONDAY.replace(day=5, hour=5), tick=False)
def test_the_queue_is_narrowed_by_what_is_typed(reviewer_client, asked, found):
    page = reviewer_client.get(reverse(QUEUE), asked).context["page_obj"]
    assert [one.organization_name for one in page] == found


def test_the_queue_is_narrowed_to_what_wants_a_second_look(reviewer_client):
    make_application()
    twins = [make_application(organization_name="双子電力") for _ in range(2)]
    assert list(reviewer_client.get(reverse(QUEUE), {"flagged": "on"}).context["page_obj"]) == twins


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"side": "buy"}, 1), ({"area": "tokyo"}, 1), ({"side": "", "area": ""}, 2)],
    ids=str,
)
def test_listings_are_narrowed_by_side_and_area(reviewer_client, reviewer, asked, count):
    owner = make_member(reviewer)
    make_listing(owner, side="buy")
    make_listing(owner, area="tokyo")
    page = reviewer_client.get(reverse("console:listing-queue"), asked)
    assert page.context["page_obj"].paginator.count == count


@pytest.mark.parametrize("asked", [{"side": "x"}, {"area": "y"}, {"q": STACKED}], ids=[*"saq"])
def test_a_wrong_condition_is_told_beside_its_field_and_finds_nothing(
    reviewer_client, reviewer, asked
):
    make_listing(make_member(reviewer))
    answer = reviewer_client.get(reverse("console:listing-queue"), asked)
    field = Page(answer).soup.find(attrs={"name": next(iter(asked))})
    assert field["aria-invalid"] == "true"
    assert Page(answer).soup.find(id=field["aria-describedby"]).text.startswith("＊")
    assert list(answer.context["page_obj"]) == []
    assert "条件が正しくないため、一覧を表示していません" in answer.text


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"capacity_from": "5万", "capacity_to": "1.2万"}, "capacity_to"),
        ({"capacity_from": "多い"}, "capacity_from"),
    ],
    ids=["upside down", "unreadable"],
)
def test_a_wrong_amount_is_told_beside_its_field_and_finds_nothing(
    monkeypatch, reviewer_client, reviewer, asked, wrong
):
    monkeypatch.setitem(ITEMS, "capacity", CAPACITY)
    for name, field in search_fields_of([CAPACITY]).items():
        monkeypatch.setitem(ListingFilter.base_fields, name, field)
    make_listing(make_member(reviewer))
    answer = reviewer_client.get(reverse("console:listing-queue"), asked)
    assert Page(answer).soup.find(id=f"id_{wrong}_error").text.startswith("＊")
    assert list(answer.context["page_obj"]) == []


def test_a_wrong_text_finds_nothing_among_what_was_decided(reviewer_client, reviewer):
    make_listing(make_member(reviewer)).approve(by=reviewer, revision=1)
    asked = {"state": "decided", "q": STACKED}
    answer = reviewer_client.get(reverse("console:listing-queue"), asked)
    assert list(answer.context["page_obj"]) == []
    assert "重ねる記号" in Page(answer).soup.find(id="id_q_error").text


def test_the_pages_of_a_narrowed_queue_keep_the_conditions(reviewer_client, reviewer, settings):
    settings.PAGE_SIZE = 1
    owner = make_member(reviewer)
    for _ in range(2):
        make_listing(owner)
    page = reviewer_client.get(reverse("console:listing-queue"), {"side": "sell"}).text
    assert "?side=sell&amp;page=2" in page


def test_a_narrowed_queue_without_finds_says_so(reviewer_client, reviewer):
    make_listing(make_member(reviewer))
    page = reviewer_client.get(reverse("console:listing-queue"), {"q": "どこにもない"}).text
    assert "条件に合うものはありません" in page


def test_the_queue_costs_the_same_for_one_and_for_many(reviewer_client, reviewer):
    owner = make_member(reviewer)

    def queries():
        with CaptureQueriesContext(connection) as made:
            reviewer_client.get(reverse("console:listing-queue"))
        return len(made)

    queries()  # whoever reads is known from now on
    make_listing(owner)
    few = queries()
    for _ in range(9):
        make_listing(owner)
    assert queries() == few


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ("15", "2", "3", "4")),
        ("2", ("14", "1", "3", "4", "5")),
        ("15", ("1", "1", "14")),
        ("16", ("1", "1", "14")),
        ("last", ("15", "2", "3", "4")),
        ("9" * 12, ("1", "1", "14")),
    ],
)
def test_what_was_decided_is_counted_only_some_pages_ahead(
    reviewer_client, reviewer, settings, asked, shown
):
    newest, *ways_on = shown
    settings.PAGE_SIZE = 1
    owner = make_member(reviewer)
    for number in range(1, 16):
        make_listing(owner, title=f"題{number}").approve(by=reviewer, revision=1)
    page = reviewer_client.get("/console/listings/", {"state": "decided", "page": asked})
    assert [decision.listing.title for decision in page.context["page_obj"]] == [f"題{newest}"]
    assert re.findall(r"page=(\d+)\" aria-label", page.content.decode()) == ways_on


def test_what_waits_again_is_not_among_the_decided(reviewer_client, reviewer):
    listing = make_listing(make_member(reviewer))
    listing.deny(by=reviewer, reason="理由", revision=1)
    listing.reopen(by=reviewer, revision=2)
    page = reviewer_client.get(reverse("console:listing-queue"), {"state": "decided"})
    assert list(page.context["page_obj"]) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks at rows at times")
@pytest.mark.parametrize(
    "waiting",
    [
        Listing.objects.pending,
        lambda: Listing.objects.overdue_for_deletion(today()),
        Application.objects.reviewable,
        Application.objects.unconfirmed,
    ],
)
def test_what_waits_is_counted_from_an_index_alone(db, waiting):
    assert "COVERING INDEX" in waiting().order_by().values("status").explain()
