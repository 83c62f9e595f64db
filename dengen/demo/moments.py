"""When things happened in the demo: on working days, in the order of a day."""

from datetime import datetime, timedelta

from django.utils import timezone

from dengen.japan.business_days import is_business_day

DECIDED = 3  # hours after a working day's morning: that of the submission, or one soon after


def days_ago(days: int, hours: int = 0) -> datetime:
    """Return that many days ago, on a working day's morning; some hours later; never after now."""
    now = timezone.localtime()
    day = now - timedelta(days=days)
    while not is_business_day(day.date()):
        day -= timedelta(days=1)
    morning = day.replace(
        hour=9 + days % 3, minute=(7 * days + 12) % 60, second=days % 60, microsecond=0
    )
    return min(morning + timedelta(hours=hours, minutes=4 * hours), now)


def decided_after(days: int, hours: int = 0) -> datetime:
    """Return when what was handed in that many days ago was decided; some hours later."""
    return days_ago(days - min(days, days % 4), DECIDED + hours)
