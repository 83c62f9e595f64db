"""The life of one listing: who posts it, for when, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dengen.demo.bulk.calendar import DAY, decided
from dengen.demo.bulk.deterministic_random import DeterministicRandom
from dengen.demo.bulk.plan import FEW_KIND, Plan
from dengen.demo.bulk.words import rare_words, shares, words
from dengen.japan.business_days import TOKYO
from dengen.listings.entry.side import Side
from dengen.listings.listing.announcement import Announcement
from dengen.listings.listing.ending import DAYS_BEFORE
from dengen.listings.listing.status import Standing

APPROVED, DENIED, DELETED = "listing.approved", "listing.denied", "listing.deleted"
# Of a thousand: what the operator decides, what happens much later, how the period stands at last.
type Fate = tuple[str, str, Standing]
FATES = (
    *[(DENIED, "", Standing.PUBLISHED)] * 20,
    *[(DENIED, DELETED, Standing.PUBLISHED)] * 5,
    *[(DELETED, "", Standing.PUBLISHED)] * 5,
    *[(APPROVED, DENIED, Standing.PUBLISHED)] * 10,
    *[(APPROVED, DELETED, Standing.PUBLISHED)] * 40,
    *[(APPROVED, "", Standing.OVER)] * 40,
    *[(APPROVED, "", Standing.AHEAD)] * 20,
    *[(APPROVED, "", Standing.PUBLISHED)] * 860,
)
RUNNING = (APPROVED, "", Standing.PUBLISHED)
REVIEWERS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What happened when; `name` as in the event, `announcement` where an end was announced."""

    name: str
    at: datetime
    announcement: Announcement = Announcement.NONE


@dataclass(frozen=True, slots=True)
class GeneratedListing:
    """`steps` in order; `owner` and `reviewer` count from 0."""

    index: int
    owner: int
    reviewer: int
    side: str
    area: str
    rare: str
    start_on: date
    end_on: date | None
    announced: Announcement
    steps: list[Step]


def generated_listing(plan: Plan, index: int) -> GeneratedListing:
    """Return the listing with this index, from 0."""
    rng = DeterministicRandom(plan.key, "life", index)
    special = plan.special.get(index, "")
    second = plan.submitted(index, rng.fraction())
    fate = rng.one_of(FATES)
    steps = _steps(plan, rng, index, second, RUNNING if special else fate)
    until = _until(plan, fate, steps) if not special else Standing.PUBLISHED
    start_on, end_on = _period(plan, rng, _day(steps[0].at), until)
    announced, announcements = _announcements(plan, steps, end_on)
    return GeneratedListing(
        index=index,
        owner=_owner(plan, rng),
        reviewer=rng.below(REVIEWERS),
        side=Side.SELL if rng.below(10) < 6 else Side.BUY,
        area=words()["few"]["area"] if special == FEW_KIND else rng.one_of(shares()),
        rare=special if special in rare_words() else "",
        start_on=start_on,
        end_on=end_on,
        announced=announced,
        steps=steps + announcements,
    )


def _steps(
    plan: Plan, rng: DeterministicRandom, index: int, second: float, fate: Fate
) -> list[Step]:
    steps = [Step("listing.submitted", plan.posting.moment(second))]
    if index >= plan.decided:
        return steps
    first, later, _until = fate
    at = decided(second)
    steps.append(Step(first, plan.posting.moment(at)))
    left = plan.posting.length - at
    if later and left > DAY:
        steps.append(Step(later, plan.posting.moment(at + left * (rng.fraction() * 0.9 + 0.1))))
    return steps


def _until(plan: Plan, fate: Fate, steps: list[Step]) -> Standing:
    """Return how the period stands at last; only what was handed in weeks ago can be over."""
    is_old = plan.last_day - _day(steps[0].at) > timedelta(days=30)
    return Standing.PUBLISHED if fate[2] == Standing.OVER and not is_old else fate[2]


def _period(
    plan: Plan, rng: DeterministicRandom, posted_on: date, until: Standing
) -> tuple[date, date | None]:
    """Return the first and the last day of what stands so; what runs does so on `last_day` too."""
    if until == Standing.OVER:
        longest = (plan.last_day - posted_on).days - 20
        return posted_on, plan.last_day - timedelta(days=rng.below(min(120, longest)))
    if until == Standing.AHEAD:
        start_on = plan.last_day + timedelta(days=2 + rng.below(200))
        return start_on, start_on + timedelta(days=364)
    start_on = min(posted_on + timedelta(days=rng.below(30)), plan.last_day)
    if rng.below(4) == 0:
        return start_on, None
    return start_on, plan.last_day + timedelta(days=1 + rng.below(700))


def _announcements(
    plan: Plan, steps: list[Step], end_on: date | None
) -> tuple[Announcement, list[Step]]:
    """Return what the poster was told of the end by `last_day`; see `announce_end`."""
    level = Announcement.NONE
    told: list[Step] = []
    if end_on is None or steps[-1].name != "listing.approved":
        return level, told
    for announcement, days in DAYS_BEFORE.items():
        planned = end_on - timedelta(days=days)
        if planned > plan.last_day:
            break
        level = announcement
        if announcement == Announcement.ENDED or _day(steps[-1].at) < planned:
            told.append(Step("end.announced", _at_night(planned), announcement))
    return level, told


def _owner(plan: Plan, rng: DeterministicRandom) -> int:
    """Return the owner: a twentieth of the members own a fifth of the listings."""
    is_busy = rng.below(5) == 0
    return rng.below(max(1, plan.members // 20) if is_busy else plan.members)


def _day(moment: datetime) -> date:
    return moment.astimezone(TOKYO).date()


def _at_night(day: date) -> datetime:
    """Return when the housekeeping finds out that a day has begun."""
    return datetime.combine(day, time(0, 12), TOKYO)
