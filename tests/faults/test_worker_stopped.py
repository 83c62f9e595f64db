"""Nobody has started the worker for a week."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from dengen.events.models import Unsealed
from dengen.events.verification import verify
from dengen.listings.models import Listing
from dengen.mail import worker
from dengen.mail.models import Message, WorkerHeartbeat
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db(transaction=True)
BEGIN = datetime(2030, 6, 12, 3, tzinfo=UTC)
DAY = timedelta(days=1)
ENDINGS = ["listing_ending", "listing_ended"]


def look() -> None:
    """What the worker does when it begins, once."""
    worker.tidy()
    worker.work_once()
    worker.run_continual_commands()


@pytest.fixture
def week(postbox, talk_to, seller, reviewer) -> datetime:
    """Three listings a day are published and end in it; the moment when the worker is back."""
    talk_to(postbox, timeout=5)
    for number in range(7):
        with time_machine.travel(BEGIN + number * DAY):
            end = (BEGIN + (number + 2) * DAY).date()
            for place in "甲乙丙":
                factories.published(seller, by=reviewer, title=f"{number}日目{place}", end_on=end)
    return BEGIN + 7 * DAY


def test_every_mail_goes_out_in_order_and_some_at_a_time(week, postbox, settings):
    settings.MAIL_BURST = 20
    with time_machine.travel(week):
        look()
        burst = len(postbox.mails)
        for _ in range(10):
            worker.work_once()
    assert 0 < burst < Message.objects.count()
    written = list(Message.objects.order_by("pk").values_list("message_id", flat=True))
    assert [mail["Message-ID"] for mail in postbox.mails] == written


def test_each_end_is_told_once_and_only_what_still_is_true(week):
    with time_machine.travel(week):
        look()
        look()
        over = Listing.objects.filter(end_on__lt=week.date()).count()
    with time_machine.travel(week + timedelta(hours=1)):
        look()
    told = Message.objects.filter(kind__in=ENDINGS)
    titles = [re.search(r"\d日目.", body)[0] for body in told.values_list("body", flat=True)]
    assert len(titles) == len(set(titles))
    assert told.filter(kind="listing_ended").count() == over


def test_the_trail_gets_its_seals(week):
    with time_machine.travel(week):
        look()
    assert not Unsealed.objects.exists()
    assert verify().flaw is None


def test_the_console_says_that_the_worker_has_stopped(week, reviewer):
    with time_machine.travel(BEGIN):
        WorkerHeartbeat.objects.create(worker="one:1")
    with time_machine.travel(week):
        browser: Client = browser_of(reviewer)
        assert "メールの送信と定期処理が止まっています" in browser.get("/console/").text
