"""Where an application stands, and which step leads from where to where."""

from django.db import models
from django.utils.translation import gettext_lazy


class Status(models.TextChoices):
    """Where an application stands."""

    WAITING = "waiting", gettext_lazy("承認待ち")
    APPROVED = "approved", gettext_lazy("承認済み")
    DENIED = "denied", gettext_lazy("否認")


# The status a step leads to, and those it may start from.
ALLOWED = {
    Status.APPROVED: {Status.WAITING},
    Status.DENIED: {Status.WAITING},
    Status.WAITING: {Status.DENIED},
}
