"""The board as it was: which listings members saw at a moment of the past, out of the trail."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Subquery

from dengen.events.models import Event
from dengen.japan.business_days import TOKYO
from dengen.listings.listing.period import PeriodicQuerySet
from dengen.review.generic import Model_co

APPEARED = "listing.approved"
CHANGES = (APPEARED, "listing.denied", "listing.deleted")  # what appears, and what disappears


class AsOfQuerySet(PeriodicQuerySet[Model_co]):
    """Scopes of the past."""

    def seen_at(self, moment: datetime) -> Self:
        """Return what every member saw at that moment, newest first.

        The state is taken from the trail, content and period from the row: they never change once a
        listing was handed in.
        """
        return (
            self.alias(last_change=Subquery(_last_change(self.model, moment)))
            .filter(last_change=APPEARED)
            .running_on(moment.astimezone(TOKYO).date())
            .order_by("-number")
        )


def _last_change(model: type[models.Model], moment: datetime) -> models.QuerySet[Event, Any]:
    events = Event.objects.filter(
        subject_type=model._meta.label_lower,
        subject_id=OuterRef("pk"),
        name__in=CHANGES,
        occurred_at__lte=moment,
    )
    return events.order_by("-occurred_at", "-pk").values("name")[:1]
