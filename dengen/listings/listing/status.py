"""Where a listing stands, and which step leads from where to where."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a listing stands. That its period is over is no status: see `Standing`."""

    PENDING = "pending", _("承認待ち")
    PUBLISHED = "published", _("掲載中")
    DENIED = "denied", _("否認")
    DELETED = "deleted", _("削除済み")


class Standing(models.TextChoices):
    """How a listing stands in its owner's eyes: its status, its period and what came after it."""

    PENDING = "pending", _("承認待ち")
    PUBLISHED = "published", _("掲載中")
    AHEAD = "ahead", _("掲載開始前")
    OVER = "over", _("掲載期間終了")
    DENIED = "denied", _("否認")
    RESUBMITTED = "resubmitted", _("再申請済み")
    DELETED = "deleted", _("削除済み")


class Outcome(models.TextChoices):
    """What the operator decides on a listing: 承認 or 否認, and no third."""

    APPROVED = "approved", _("承認")
    DENIED = "denied", _("否認")


# The status a decision leads to, and those it may start from. What is published can be denied
# later, and a denial can be given anew with another reason, or be taken back; what is deleted
# stays so.
ALLOWED = {
    Status.PUBLISHED: {Status.PENDING},
    Status.DENIED: {Status.PENDING, Status.PUBLISHED, Status.DENIED},
    Status.PENDING: {Status.DENIED},
}
