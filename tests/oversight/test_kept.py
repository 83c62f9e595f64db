"""Kept sums: whatever happens, and however it is sealed, they say what the trail says."""

import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from dengen.accounts.models import Application
from dengen.events.models import Event
from dengen.events.sealing import seal_waiting
from dengen.japan.business_days import TOKYO, today
from dengen.japan.moments import end_of
from dengen.listings.models import Listing
from dengen.oversight.audit import examine
from dengen.oversight.kept.adding import add_up
from dengen.oversight.kept.book import STANDING
from dengen.oversight.kept.proving import differences
from dengen.oversight.kept.reading import Kept
from dengen.oversight.models import DaySum, Waited, Waiting
from tests import factories
from tests.conftest import browser_of
from tests.counts import by_area_and_side

MONDAY = datetime(2027, 6, 7, 10, tzinfo=TOKYO)
INSTANT = timedelta(microseconds=1)
STEPS = 60


def at(moment: datetime):
    return time_machine.travel(moment, tick=False)


def listing_step(rng, seller, reviewer):
    """Take a step with a listing, as they come."""
    found = rng.choice(Listing.objects.exclude(status="deleted") or [None])
    if found is None or rng.random() < 0.4:
        start_on = today() + timedelta(days=rng.randrange(12))
        end_on = rng.choice([None, start_on + timedelta(days=rng.randrange(20))])
        area = rng.choice(["", "tokyo"])
        return factories.listing(seller, start_on=start_on, end_on=end_on, area=area)
    step = rng.choice([found.approve, found.deny, found.delete, found.reopen])
    if step == found.delete:
        return found.delete(by=seller)
    allowed = {
        "pending": [found.approve, found.deny],
        "published": [found.deny],
        "denied": [found.reopen],
    }
    step = rng.choice(allowed[found.status])
    reason = {"reason": "理由"} if step == found.deny else {}
    return step(by=reviewer, revision=found.revision, **reason)


def application_step(rng, reviewer):
    waiting = list(Application.objects.reviewable())
    if not waiting or rng.random() < 0.5:
        return factories.application().submit()
    found = rng.choice(waiting)
    if rng.random() < 0.3:
        return found.deny(by=reviewer, revision=found.revision, reason="理由")
    return found.approve(by=reviewer, revision=found.revision)


def some_life(rng, seller, reviewer):
    """Yield after each of many steps, hours apart; some of them are sealed, and added up."""
    moment = MONDAY
    for _ in range(STEPS):
        moment += timedelta(hours=rng.choice([0, 1, 5, 14, 30]))
        with at(moment):
            if rng.random() < 0.7:
                listing_step(rng, seller, reviewer)
            else:
                application_step(rng, reviewer)
            if rng.random() < 0.3:
                seal_waiting()
            if rng.random() < 0.3:
                add_up()
    return moment


@pytest.mark.parametrize("seed", range(6))
def test_after_any_steps_the_sums_are_what_the_trail_says(seller, reviewer, seed):
    last = some_life(random.Random(seed), seller, reviewer).date()
    kept = Kept()
    for offset in range((last - MONDAY.date()).days + 1):
        day = MONDAY.date() + timedelta(days=offset)
        seen = Listing.objects.seen_at(end_of(day) - INSTANT)
        told = {key: count for key, count in kept.totals(STANDING, day).items() if count}
        assert told == {f"{area}:{side}": count for area, side, count in by_area_and_side(seen)}
    assert kept.count_waiting("application", last) == Application.objects.reviewable().count()
    decided = {
        (event.subject_type, event.subject_id): event.pk
        for event in Event.objects.filter(name__regex="ed$").order_by("-pk")
        if event.name.partition(".")[2] in {"approved", "denied", "deleted"}
    }
    ended = [one for queue in ("application", "listing") for one in all_waits(kept, queue)]
    first = {(f"{kind_of(one.queue)}", one.subject_id): one.event_id for one in ended}
    assert {key: pk for key, pk in decided.items() if key in first} == first
    assert Counter(one.queue for one in ended)["listing"] == sum(
        kind == "listings.listing" for kind, _pk in decided
    )


def all_waits(kept: Kept, queue: str) -> list[Waited]:
    return list(kept.waits(queue, date(2020, 1, 1), date(2030, 1, 1)))


def kind_of(queue: str) -> str:
    return {"application": "accounts.application", "listing": "listings.listing"}[queue]


@pytest.mark.parametrize("seed", range(3))
def test_sums_are_the_same_whenever_they_are_made_and_the_trail_proves_them(seller, reviewer, seed):
    last = some_life(random.Random(seed), seller, reviewer).date()
    before = told(Kept(), last)
    seal_waiting()
    add_up()
    assert told(Kept(), last) == before
    assert list(differences()) == []


def told(kept: Kept, last: date) -> list[object]:
    found: list[object] = [dict(kept.day_sums(STANDING, date(2026, 1, 1), date(2028, 12, 31)))]
    for queue in ("application", "listing"):
        found += [kept.count_waiting(queue, last), kept.ended(queue, date(2026, 1, 1), last)]
        waits = kept.waits(queue, date(2026, 1, 1), last)
        found += [[(one.event_id, one.overtook, one.days, one.party) for one in waits]]
    return found


@pytest.fixture
def added(seller, reviewer):
    """A listing that was approved, one that was denied past it, and one that waits."""
    with at(MONDAY):
        older, other, _third = (factories.listing(seller) for _ in range(3))
        other.deny(by=reviewer, revision=1, reason="理由")
        older.approve(by=reviewer, revision=1)
    seal_waiting()
    add_up()


def test_each_event_is_added_once_however_often_it_is_asked(added):
    before = list(DaySum.objects.values_list("what", "day", "key", "number"))
    assert add_up() == 0
    assert list(DaySum.objects.values_list("what", "day", "key", "number")) == before


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: DaySum.objects.filter(key__startswith="denied").update(number=0),
        lambda: DaySum.objects.filter(key__startswith="approved").delete(),
        lambda: DaySum.objects.create(what="standing", day=MONDAY, key="tokyo:buy", number=1),
        lambda: Waited.objects.filter(overtook__gt=0).update(overtook=0),
        lambda: Waited.objects.filter(outcome="denied").update(party=1),
        lambda: Waited.objects.filter(outcome="denied").delete(),
        lambda: Waiting.objects.all().delete(),
        lambda: Waiting.objects.update(came_at=MONDAY - timedelta(days=1)),
    ],
)
def test_a_kept_number_that_somebody_changed_is_named(added, tamper):
    assert list(differences()) == []
    tamper()
    assert {one.label.partition(".")[0] for one in differences()} == {"oversight"}


def test_a_wait_of_an_event_that_is_not_in_the_trail_is_named(added):
    made_up = Waited.objects.first()
    made_up.pk = 999_999
    made_up.save(force_insert=True)
    assert [(one.label, one.number) for one in differences()] == [("oversight.waited", 999_999)]


def test_verifying_the_trail_names_a_changed_sum(added):
    DaySum.objects.filter(key__startswith="denied").update(number=7)
    found = examine()
    assert not found.is_good
    assert "7" in found.finding


def test_a_day_begins_at_midnight_in_tokyo(seller, reviewer):
    with at(MONDAY):
        first, second = (factories.listing(seller) for _ in range(2))
    with at(datetime(2027, 6, 7, 23, 59, 59, tzinfo=TOKYO)):
        first.approve(by=reviewer, revision=1)
    with at(datetime(2027, 6, 8, tzinfo=TOKYO)):
        second.approve(by=reviewer, revision=1)
    seal_waiting()
    add_up()
    waited = Waited.objects.filter(queue="listing").order_by("pk")
    days = waited.values_list("closed_on", flat=True)
    assert list(days) == [date(2027, 6, 7), date(2027, 6, 8)]
    ended = Kept().ended("listing", date(2027, 6, 7), date(2027, 6, 7))
    assert ended == {date(2027, 6, 7): {("approved", 0, False): 1}}


def test_with_other_business_days_everything_is_added_up_anew(added, settings, reviewer):
    reviewer_client = browser_of(reviewer)
    settings.CLOSED_EVERY_YEAR = [*settings.CLOSED_EVERY_YEAR, "06-08"]
    page = reviewer_client.get(reverse("console:figures"))
    assert page.status_code == 503
    assert "集計が終わると表示できます" in page.text
    call_command("add_up")
    assert reviewer_client.get(reverse("console:figures")).status_code == 200
    assert list(differences()) == []
