"""The end of a period: mails in time, and the overdue path (manual ■掲載について (2))."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as board
from django.core.management import call_command

from dengen import clock
from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.japan.written_days import long_day
from dengen.listings.listing.announcement import Announcement
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
END = date(2028, 2, 29)
OVERDUE = timedelta(days=board.OVERDUE_DAYS)
GRACE = timedelta(days=board.OVERDUE_GRACE_DAYS)
DAY = timedelta(days=1)
ENDINGS = ("listing_ending", "listing_ended")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@pytest.fixture
def listing(seller, reviewer):
    with time_machine.travel(noon(date(2028, 1, 10))):
        return factories.published(seller, reviewer, end_on=END)


def told(*days: date) -> list[tuple[date, str]]:
    """Lets the worker look on these days; which mails went out, and when."""
    found = []
    for day in days:
        before = Message.objects.latest("pk").pk
        with time_machine.travel(noon(day)):
            call_command("announce_ends")
            call_command("announce_ends")
        new = Message.objects.filter(pk__gt=before, kind__in=ENDINGS)
        found += [(day, mail.kind) for mail in new]
    return found


def around(*offsets: int) -> list[date]:
    return [END + timedelta(days=offset) for offset in offsets]


def test_the_end_is_told_14_days_and_one_day_before_and_the_day_after_once_each(listing):
    fortnight, eve, over = around(-14, -1, 1)
    assert told(*around(*range(-16, 4))) == [
        (fortnight, "listing_ending"),
        (eve, "listing_ending"),
        (over, "listing_ended"),
    ]


def test_two_workers_tell_of_an_end_once(listing):
    same = [listing, Listing.objects.get(pk=listing.pk)]
    with time_machine.travel(noon(END - timedelta(days=1))):
        assert [one.announce_end(Announcement.EVE) for one in same] == [True, False]
    assert Message.objects.filter(kind="listing_ending").count() == 1


def test_the_day_begins_at_midnight_in_tokyo(listing):
    with time_machine.travel(datetime(2028, 2, 14, 14, 59, 59, tzinfo=UTC)):
        call_command("announce_ends")
    assert not Message.objects.filter(kind__in=ENDINGS).exists()
    with time_machine.travel(datetime(2028, 2, 14, 15, 0, tzinfo=UTC)):
        call_command("announce_ends")
    assert "あと14日" in Message.objects.get(kind="listing_ending").body


def test_the_mail_says_how_long_it_is_still_shown(listing):
    told(*around(-14, -1))
    first, second = Message.objects.filter(kind="listing_ending").order_by("pk")
    assert "あと14日で" in first.body
    assert "明日で" in second.body
    assert "2028/02/29まで" in first.subject


def test_after_a_week_without_a_worker_it_says_what_is_true_then(listing):
    (late,) = around(-9)
    assert told(late) == [(late, "listing_ending")]
    assert "あと9日で" in Message.objects.get(kind="listing_ending").body


def test_what_was_missed_for_long_is_not_sent_any_more(listing):
    (over,) = around(3)
    assert told(over) == [(over, "listing_ended")]


def test_a_short_period_is_not_told_of_two_weeks_before(seller, reviewer):
    with time_machine.travel(noon(END - timedelta(days=5))):
        factories.published(seller, reviewer, end_on=END)
    eve, over = around(-1, 1)
    assert told(*around(*range(-5, 3))) == [(eve, "listing_ending"), (over, "listing_ended")]


def test_an_open_end_is_never_told_of(seller, reviewer):
    factories.published(seller, reviewer, end_on=None)
    assert told(*around(-14, -1, 1)) == []


@pytest.mark.parametrize("step", ["deny", "delete"])
def test_what_is_not_published_any_more_is_not_told_of(listing, reviewer, step):
    if step == "deny":
        listing.deny(by=reviewer, reason="取り下げ", revision=listing.revision)
    else:
        listing.delete(by=reviewer, reason="利用条件を満たさないため")
    assert told(*around(-14, -1, 1)) == []


def test_an_announcement_is_in_the_trail(listing):
    told(*around(-1))
    assert Event.objects.get(name="end.announced").particulars == {"announcement": "eve"}


def queue(reviewer) -> list[Listing]:
    page = browser_of(reviewer).get("/console/overdue/")
    return list(page.context["page_obj"])


def test_a_listing_shows_in_the_operators_queue_the_days_set_after_its_end(listing, reviewer):
    for day, expected in [(END + OVERDUE - DAY, []), (END + OVERDUE, [listing])]:
        with time_machine.travel(noon(day)):
            assert queue(reviewer) == expected
            home = browser_of(reviewer).get("/console/").content.decode()
        assert ("掲載期間を経過したままの掲載情報が1件" in home) is bool(expected)


def more(listing, count: int) -> None:
    values = {field.attname: getattr(listing, field.attname) for field in Listing._meta.fields}
    Listing.objects.bulk_create(
        Listing(**values | {"id": None, "submission_key": uuid4(), "number": number})
        for number in range(listing.number + 1, listing.number + 1 + count)
    )


def test_the_home_page_counts_a_thousand_that_stayed_too_long(listing, reviewer):
    more(listing, 1000)
    with time_machine.travel(noon(END + OVERDUE)):
        home = browser_of(reviewer).get("/console/").text
    assert "掲載期間を経過したままの掲載情報が1,000件以上あります" in home


def test_the_operators_queue_is_counted_as_far_as_somebody_looks(listing, reviewer):
    more(listing, 200)
    with time_machine.travel(noon(END + OVERDUE)):
        page = browser_of(reviewer).get("/console/overdue/?page=2").context["page_obj"]
    assert page.number == 2
    assert page.paginator.count == 5 * page.paginator.per_page


def contact(listing, reviewer, day: date) -> None:
    with time_machine.travel(noon(day)):
        address = f"/console/overdue/{listing.pk}/contact/"
        browser_of(reviewer).post(address, {"revision": listing.revision})
        listing.refresh_from_db()


def test_the_poster_is_written_to_by_the_operator(listing, reviewer, seller, settings):
    contact(listing, reviewer, END + OVERDUE)
    mail = Message.objects.get(kind="listing_overdue")
    assert (mail.sender, mail.reader) == (settings.OPERATOR_MAIL_FROM, seller)
    assert f"{long_day(END + OVERDUE + GRACE)}以降" in mail.body
    assert Event.objects.get(name="owner.reminded").actor == reviewer
    with time_machine.travel(noon(END + OVERDUE + DAY)):
        assert (
            "削除のお願いをしています" in browser_of(seller).get("/listings/mine/").content.decode()
        )


@pytest.mark.parametrize(("late", "is_gone"), [(GRACE - DAY, False), (GRACE, True)])
def test_the_days_set_after_that_the_operator_may_delete_it(listing, reviewer, late, is_gone):
    contact(listing, reviewer, END + OVERDUE)
    with time_machine.travel(noon(END + OVERDUE + late)):
        address = f"/console/overdue/{listing.pk}/deletion/"
        browser_of(reviewer).post(address, {"revision": listing.revision, "confirmed": "1"})
    listing.refresh_from_db()
    assert (listing.status == "deleted") is is_gone


def test_without_a_letter_it_cannot_be_deleted_this_way(listing, reviewer):
    with clock.at(noon(END + OVERDUE + GRACE + DAY)), pytest.raises(StepNotAllowed):
        listing.delete_as_overdue(by=reviewer, revision=listing.revision)


def test_two_operators_remind_the_owner_once(listing, reviewer):
    read = listing.revision
    with clock.at(noon(END + OVERDUE)):
        listing.contact_owner(by=reviewer, revision=read)
        with pytest.raises(Overtaken):
            Listing.objects.get(pk=listing.pk).contact_owner(by=factories.operator(), revision=read)
    assert Message.objects.filter(kind="listing_overdue").count() == 1


def test_what_its_owner_deleted_meanwhile_is_gone_for_the_operator_too(listing, reviewer, seller):
    with time_machine.travel(noon(END + OVERDUE)):
        listing.delete(by=seller)
        address = f"/console/overdue/{listing.pk}/contact/"
        answer = browser_of(reviewer).post(address, {"revision": listing.revision}, follow=True)
    assert "掲載期間経過の対象ではありません" in answer.content.decode()
    assert not Message.objects.filter(kind="listing_overdue").exists()


def test_where_deleting_takes_two_operators_the_page_leads_to_the_proposal(
    listing, reviewer, settings
):
    settings.SECOND_OPERATOR = True
    contact(listing, reviewer, END + OVERDUE)
    with time_machine.travel(noon(END + OVERDUE + GRACE)):
        page = browser_of(reviewer).get(f"/console/overdue/{listing.pk}/").content.decode()
        with pytest.raises(StepNotAllowed):
            listing.delete_as_overdue(by=reviewer, revision=listing.revision)
    assert f"/console/listings/{listing.pk}/deletion/" in page
