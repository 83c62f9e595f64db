"""Which listings end soon, or have ended so long ago that something is to be done about them."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from dengen.listings.listing.announcement import Announcement
from dengen.listings.listing.status import Status
from dengen.review.generic import Model_co


class EndingQuerySet(models.QuerySet[Model_co]):
    """Scopes by what is to be done about an end."""

    def to_announce(self, announcement: Announcement, day: date) -> Self:
        """Return those whose poster is to hear of it that day, or late if it makes sense."""
        first, last = {
            Announcement.FORTNIGHT: (2, 14),
            Announcement.EVE: (0, 1),
            Announcement.ENDED: (-settings.OVERDUE_DAYS, -1),
        }[announcement]
        return self.filter(
            status=Status.PUBLISHED,
            announced__in=range(announcement),
            end_on__range=(day + timedelta(days=first), day + timedelta(days=last)),
        ).order_by("end_on", "pk")

    def overdue_for_deletion(self, day: date) -> Self:
        """Return those that their poster should have deleted long ago, the oldest end first."""
        since = day - timedelta(days=settings.OVERDUE_DAYS)
        return self.filter(status=Status.PUBLISHED, end_on__lte=since).order_by("end_on", "pk")
