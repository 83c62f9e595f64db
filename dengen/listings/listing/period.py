"""掲載期間: the days on which a listing is shown, both inclusive, in the board's zone."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from dengen.listings.listing.fields import ListingFields
from dengen.review.generic import Model_co


class PeriodicQuerySet(models.QuerySet[Model_co]):
    """Scopes by period."""

    def running_on(self, day: date) -> Self:
        """Return those whose period contains the day."""
        return self.overlapping(day, day)

    def overlapping(self, first: date | None, last: date | None) -> Self:
        """Return those whose period shares a day with first..last; either end may be left open."""
        found = self
        if first:
            found = found.filter(Q(end_on=None) | Q(end_on__gte=first))
        if last:
            found = found.filter(start_on__lte=last)
        return found


class Periodic(ListingFields):
    """Mixin of Listing. Whether a period is over is computed, never stored."""

    class Meta:
        abstract = True

    def is_over(self, day: date) -> bool:
        """Return whether the period ended before that day (掲載期間終了)."""
        return self.end_on is not None and self.end_on < day

    def is_ahead(self, day: date) -> bool:
        """Return whether the period begins after that day."""
        return day < self.start_on
