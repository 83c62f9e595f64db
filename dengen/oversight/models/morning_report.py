"""The auditors' morning mail: where the trail ends, what was decided, what was found."""

from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction

from dengen import clock
from dengen.events.models import Event
from dengen.events.trail import record
from dengen.japan.business_days import ONE_DAY
from dengen.japan.moments import end_of, start_of
from dengen.oversight.audit import examine

DECISIONS = ["application.approved", "application.denied", "listing.approved", "listing.denied"]


class MorningReport(models.Model):
    """One row for each day, so that a second worker doesn't write again."""

    day = models.DateField(unique=True)
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"morning report of {self.day}"

    @classmethod
    def make(cls, day: date) -> "MorningReport | None":
        """Examine the trail and tell the auditors; None if that was done for this day already."""
        if cls.objects.filter(day=day).exists():
            return None
        told = figures(day - ONE_DAY) | examine().as_particulars()
        try:
            with transaction.atomic():
                made = cls.objects.create(day=day)
                record("trail.reported", made, by=None, **told)
        except IntegrityError:  # another worker was faster
            return None
        return made


def figures(day: date) -> dict[str, Any]:
    """Return what the trail tells of that day in Tokyo."""
    that_day = Event.objects.filter(occurred_at__gte=start_of(day), occurred_at__lt=end_of(day))
    seconded = list(that_day.filter(name="proposal.seconded"))
    return {
        "decisions": that_day.filter(name__in=DECISIONS).count(),
        "seconded": len(seconded),
        "related": [event.pk for event in seconded if event.particular("relation")],
    }
