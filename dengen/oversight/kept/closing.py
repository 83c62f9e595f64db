"""How a wait ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Closing(models.TextChoices):
    """What ended the waiting, named as the last part of the event's name."""

    APPROVED = "approved", _("承認")
    DENIED = "denied", _("否認")
    DELETED = "deleted", _("削除")
