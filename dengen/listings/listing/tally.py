"""How many listings members see on a day, kept so that nobody has to count a million of them.

It is a ledger: a listing that appears on the board adds one from its first day on, and takes one
off from the day after its last; a listing that disappears is entered the other way round. The
number of a day is the sum of all entries up to it, so it also changes at midnight, when nobody does
anything.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import batched
from typing import Any

from django.db import models, transaction
from django.db.models import F, Sum

from dengen.database.among import Among
from dengen.database.prepared import Prepared
from dengen.japan.days import LAST_DAY

type Place = tuple[str, str, date]

ENTRIES_PER_STATEMENT = 10_000  # entries named in one statement: databases have a limit


class TallyQuerySet(models.QuerySet["Tally"]):
    """The ledger."""

    def enter(self, listings: Iterable[Any], change: int) -> None:
        """Write down that these have come onto the board (1), or have left it (-1).

        New rows only, in the transaction of the step: no two steps wait for each other here.
        """
        entries: Counter[Place] = Counter()
        for listing in listings:
            entries[listing.area, listing.side, listing.start_on] += change
            # What was handed in to 0.1.0 may end on a day that has no next one.
            if listing.end_on is not None and listing.end_on <= LAST_DAY:
                entries[listing.area, listing.side, listing.end_on + timedelta(days=1)] -= change
        self._write(entries)

    def on(self, day: date) -> list[tuple[str, str, int]]:
        """Return area ("" if none), side, and how many members see that day, where there are any.

        Of the whole ledger; `day` is today or later: days that are over may have been folded.
        """
        return [(area, side, count) for area, side, count in SUMS(day=day) if count]

    @transaction.atomic
    def fold(self, day: date) -> None:
        """Make one entry of all those that are the same, and of all up to `day`."""
        # Who folds at the same time finds them gone. A new board of a million has more than that,
        # so they are read as plain rows, one after the other.
        rows = self.select_for_update().values_list("pk", "area", "side", "day", "change")
        entries: Counter[Place] = Counter()
        folded = array("q")
        for pk, area, side, begins, change in rows.iterator():
            entries[area, side, max(begins, day)] += change
            folded.append(pk)
        for some in batched(folded, ENTRIES_PER_STATEMENT):
            self.filter(Among(F("pk"), some)).delete()
        self._write(entries)

    def _write(self, entries: Counter[Place]) -> None:
        self.bulk_create(
            self.model(area=area, side=side, day=day, change=change)
            for (area, side, day), change in entries.items()
            if change
        )


class Tally(models.Model):
    """An entry of the ledger: from `day` on, members see `change` more listings of that kind."""

    area = models.CharField(max_length=10, blank=True)
    side = models.CharField(max_length=4)
    day = models.DateField(db_index=True)
    change = models.IntegerField()

    objects = TallyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.change:+d} from {self.day}"


def _sums(day: Any) -> models.QuerySet[Tally, Any]:
    up_to = Tally.objects.filter(day__lte=day)
    return up_to.values_list("area", "side").annotate(count=Sum("change"))


SUMS = Prepared(_sums, day=models.DateField())
