"""The board as members saw it at a moment, newest first: pages, and how many there were."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from dengen.database.among import Among
from dengen.events.models import Event
from dengen.japan.business_days import TOKYO
from dengen.japan.moments import end_of
from dengen.listings.listing.as_of import APPEARED, CHANGES
from dengen.listings.models import Listing
from dengen.oversight.kept.book import STANDING
from dengen.oversight.kept.reading import Kept, StillAddingUp, read
from dengen.ui.keyset import Cursor, Cut, cut_of

APPROVALS_LOOKED_AT = 50  # two machines may have numbered approvals of one moment in another order
REOPENED = "listing.reopened"
INSTANT = timedelta(microseconds=1)


class PastBoard:
    """What stood there. Nearly all of it has lower numbers than what was approved later.

    So a page begins at the highest number that had been given by then. What has a higher one was
    reconsidered and approved once more since; these few are looked at one by one.
    """

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self._seen = Listing.objects.seen_at(moment)

    def page(self, cursor: Cursor, size: int) -> Cut[Listing]:
        """Return a page, and whether there are others."""
        return cut_of(self._look, cursor, size)

    def count(self) -> int:
        """Return how many members saw."""
        day = self.moment.astimezone(TOKYO).date()
        try:
            at_the_end = read(lambda kept: _count_on(kept, day))
        except StillAddingUp:
            return self._seen.count()
        later = Event.objects.filter(occurred_at__gt=self.moment, occurred_at__lt=end_of(day))
        # Chosen here by name: the database would take the index of names, and not that of time.
        steps = later.order_by().values_list("name", "subject_id")
        changed = {subject for name, subject in steps if name in CHANGES}
        if not changed:
            return at_the_end
        theirs = Among(F("pk"), changed)
        last = Listing.objects.seen_at(end_of(day) - INSTANT).filter(theirs)
        return at_the_end - last.count() + self._seen.filter(theirs).count()

    def _look(
        self, limit: int, *, before: int | None = None, after: int | None = None
    ) -> Sequence[Listing]:
        if after is not None:
            rising = self._bounded.filter(number__gt=after).order_by("number")[:limit]
            above = [one for one in self._renumbered[::-1] if _number(one) > after]
            return [*rising, *above][:limit][::-1]
        below = self._bounded if before is None else self._bounded.filter(number__lt=before)
        first = [one for one in self._renumbered if before is None or _number(one) < before]
        return [*first, *below[:limit]][:limit]

    @cached_property
    def _bounded(self) -> QuerySet[Listing]:
        return self._seen.filter(number__lte=self._highest_number)

    @cached_property
    def _highest_number(self) -> int:
        # Coalesce: by time, and not by the index of names, in which all approvals stand together.
        approved = Exact(Coalesce(F("name"), Value("")), APPEARED)
        newest = Event.objects.filter(approved, occurred_at__lte=self.moment)
        subjects = newest.order_by("-occurred_at", "-pk").values_list("subject_id", flat=True)
        listings = Listing.objects.filter(pk__in=list(subjects[:APPROVALS_LOOKED_AT]))
        numbered = listings.filter(published_at__lte=self.moment)
        return numbered.aggregate(highest=Max("number"))["highest"] or 0

    @cached_property
    def _renumbered(self) -> list[Listing]:
        reopened = Event.objects.filter(name=REOPENED, occurred_at__gt=self.moment)
        pks = set(reopened.values_list("subject_id", flat=True))
        again = self._seen.filter(Among(F("pk"), pks), number__gt=self._highest_number)
        return list(again) if pks else []


def _count_on(kept: Kept, day: date) -> int:
    return kept.totals(STANDING, day).total()


def _number(listing: Listing) -> int:
    return listing.number or 0
