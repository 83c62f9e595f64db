"""Writing the plan: each chunk in one transaction, resuming where it was stopped."""

from collections.abc import Iterator, Sequence

from django.core.management.color import no_style
from django.db import connection, transaction

from dengen.accounts.models import Account, Application, LoginID, Organization
from dengen.demo.bulk.deterministic_random import unique
from dengen.demo.bulk.generated_listing import GeneratedListing, Step, generated_listing
from dengen.demo.bulk.inserting import insert
from dengen.demo.bulk.logins import STAFF
from dengen.demo.bulk.people import FIRST_MEMBER, hashed_password, write_people
from dengen.demo.bulk.plan import Plan, last_day_of
from dengen.demo.bulk.rows import DECISIONS, Owners, decision, listing_and_body, note
from dengen.demo.bulk.timeline import Timeline
from dengen.demo.bulk.trail import Trail, length
from dengen.events import versions
from dengen.events.models import Event
from dengen.events.topics import ALL_TOPICS
from dengen.japan.business_days import ONE_DAY, today
from dengen.listings import search
from dengen.listings.listing.status import Status
from dengen.listings.models import Decision, Listing, ListingBody, Tally

LISTINGS_AT_ONCE = 5000
NUMBERED = [Account, Application, Organization, Listing, Decision, Event]


class NotOurs(Exception):
    """The board holds something that this very plan did not make."""


def after_chunk(listings: Sequence[Listing]) -> None:
    """Feed whatever is derived from listings, in the transaction that wrote them."""
    published = [listing for listing in listings if listing.status == Status.PUBLISHED]
    search.index_many(published)
    Tally.objects.enter(published, 1)
    versions.step(ALL_TOPICS)


class Filling:
    """One run. `done` counts the listings that are there; raises `NotOurs`."""

    def __init__(
        self, *, seed: int, listings: int, members: int, chunk: int = LISTINGS_AT_ONCE
    ) -> None:
        first = Event.objects.order_by("pk").first()
        last_day = last_day_of(first.occurred_at) if first else today() - ONE_DAY
        self.plan = Plan(seed, listings, members, last_day)
        self.done = self._decisions = 0
        self._chunk = chunk
        self._trail = Trail(self.plan.key)
        self._timeline = Timeline()
        if first or LoginID.objects.exists() or Listing.objects.exists():
            self._catch_up()

    def run(self) -> Iterator[int]:
        """Write what is missing; yield how many listings are there after each step."""
        if not self._trail.count:
            hashed = hashed_password(self.plan)
            with transaction.atomic():
                self._check_alone()
                write_people(self.plan, self._trail, hashed)
                _go_on_numbering()
        members = Account.objects.filter(pk__gte=FIRST_MEMBER).select_related("organization")
        owners = Owners(list(members.order_by("pk")))
        with search.bulk():
            while self.done < self.plan.listings:
                yield self.done
                self._write_chunk(owners)
        Tally.objects.fold(today())
        yield self.done

    @transaction.atomic
    def _write_chunk(self, owners: Owners) -> None:
        self._check_alone()
        generated, steps = self._next()
        deciding = [one for one in steps if one[2].name in DECISIONS]
        # The listings have the numbers up to here, in the order of their submission.
        first = self.plan.listings + self._decisions - len(deciding) + 1
        decisions = [decision(self.plan, pk, *one) for pk, one in enumerate(deciding, first)]
        pairs = [listing_and_body(self.plan, one, owners) for one in generated]
        listings = [listing for listing, _body in pairs]
        insert(Listing, listings)
        insert(ListingBody, [body for _listing, body in pairs])
        insert(Decision, decisions)
        for one in steps:
            note(self.plan, self._trail, *one)
        self._trail.write()
        after_chunk(listings)
        _go_on_numbering()

    def _next(self) -> tuple[list[GeneratedListing], list[tuple[GeneratedListing, int, Step]]]:
        """Return the listings of the next chunk, and what happened while they were decided on."""
        end = min(self.done + self._chunk, self.plan.listings)
        listings = [generated_listing(self.plan, index) for index in range(self.done, end)]
        self._timeline.add(listings)
        is_last = end == self.plan.listings
        steps = self._timeline.until(None if is_last else self.plan.window_end(end))
        self._decisions += sum(step.name in DECISIONS for _generated, _number, step in steps)
        self.done = end
        return listings, steps

    def _catch_up(self) -> None:
        """Go again through what an earlier run has written, without writing it."""
        count = Listing.objects.count()
        self._trail.count = len(STAFF) + 2 * self.plan.members
        while self.done < count:
            self._trail.count += len(self._next()[1])
        self._check_alone()
        if self.done != count or not self._is_ours():
            raise NotOurs

    def _is_ours(self) -> bool:
        """Return whether the last member and the last listing are those that the plan says."""
        members = Application.objects.order_by("pk").values_list("pk", "submission_key")
        listings = Listing.objects.order_by("pk").values_list("pk", "submission_key")
        member, listing = self.plan.members, self.done
        found = [members.last(), listings.last()]
        return found == [
            (member, unique(self.plan.key, "application", member - 1)),
            (listing, unique(self.plan.key, "listing", listing - 1)) if listing else None,
        ]

    def _check_alone(self) -> None:
        """Raise `NotOurs` if others worked on this board: every step leaves an event."""
        if length() != self._trail.count:
            raise NotOurs


def _go_on_numbering() -> None:
    """Tell PostgreSQL which numbers were given, so that it goes on after them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), NUMBERED):
            cursor.execute(statement)
