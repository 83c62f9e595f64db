"""`announce_ends`: tells posters about the ends of periods; the worker calls it every hour."""

from django.core.management.base import BaseCommand

from dengen.japan.business_days import today
from dengen.listings.listing.announcement import Announcement
from dengen.listings.models import Listing


class Command(BaseCommand):
    help = "Tells posters 14 days and one day before the end of a period, and on the day after."

    def handle(self, **options: object) -> None:
        day = today()
        # The latest first: a poster who is told that it is over isn't told that it soon will be.
        for announcement in (Announcement.ENDED, Announcement.EVE, Announcement.FORTNIGHT):
            for listing in Listing.objects.to_announce(announcement, day).iterator():
                listing.announce_end(announcement)
