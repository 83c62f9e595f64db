"""What reviewers do with an application or a listing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewStep(models.TextChoices):
    """A step of a review, named as the last part of its event's name."""

    APPROVED = "approved", _("承認")
    DENIED = "denied", _("否認")
    REOPENED = "reopened", _("再審査")
