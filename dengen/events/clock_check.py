"""Whether this machine's clock is right, as far as the database can tell."""

from datetime import datetime, timedelta

from django.db import connection

from dengen import clock
from dengen.events.models import Event
from dengen.japan.moments import in_tokyo

TOLERANCE = timedelta(seconds=60)


def clock_fault() -> str:
    """Return what is wrong with the clock, for the administrator; "" if nothing is known."""
    now = clock.now()
    if connection.vendor == "postgresql":
        difference = now - _clock_of_the_server()
        if abs(difference) > TOLERANCE:
            return (
                f"This machine's clock differs from the database server's by "
                f"{abs(difference).total_seconds():,.0f} seconds. Let NTP set both."
            )
    newest = Event.objects.order_by("-pk").values_list("occurred_at", flat=True).first()
    if newest and newest - now > TOLERANCE:
        return (
            f"The newest event of the trail is of {in_tokyo(newest)}, "
            "which is yet to come by this machine's clock: it is behind, or another machine's is "
            "ahead. Let NTP set them."
        )
    return ""


def _clock_of_the_server() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
