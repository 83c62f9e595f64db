"""Where a listing stands, and which step leads from where to where."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a listing stands. That its period is over is no status: see Periodic."""

    PENDING = "pending", _("承認待ち")
    PUBLISHED = "published", _("掲載中")
    DENIED = "denied", _("否認")
    DELETED = "deleted", _("削除済み")


# The status a decision leads to, and those it may start from. What is published can be denied
# later, and a denial can be given anew with another reason, or be taken back; what is deleted
# stays so.
ALLOWED = {
    Status.PUBLISHED: {Status.PENDING},
    Status.DENIED: {Status.PENDING, Status.PUBLISHED, Status.DENIED},
    Status.PENDING: {Status.DENIED},
}
