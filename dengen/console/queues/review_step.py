"""What reviewers do with what waits, as the names of its events end."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewStep(models.TextChoices):
    """A step of a review."""

    APPROVED = "approved", _("承認")
    DENIED = "denied", _("否認")
    REOPENED = "reopened", _("再審査")
