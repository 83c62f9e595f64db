"""Where a delivery stands, and when what was refused is tried again."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_PAUSE = timedelta(minutes=1)
DOUBLINGS = 6  # of the pause; then it is more than an hour
LONGEST_PAUSE = timedelta(hours=1)
# As long as mail servers themselves usually try (RFC 5321 §4.5.4.1).
GIVEN_UP_AFTER = timedelta(days=5)


class State(models.TextChoices):
    """A mail, and each of its deliveries, waits until it was sent or given up."""

    WAITING = "waiting", _("送信待ち")
    SENT = "sent", _("送信済み")
    FAILED = "failed", _("送信できませんでした")


def pause_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries: twice as long each time, up to an hour."""
    return min(FIRST_PAUSE * 2 ** min(max(tries - 1, 0), DOUBLINGS), LONGEST_PAUSE)
