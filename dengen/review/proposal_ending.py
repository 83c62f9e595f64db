"""How a proposal ends, and what the database refuses of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy


class Ending(models.TextChoices):
    """What became of a proposal. One whose subject has changed simply isn't open any more."""

    SECONDED = "seconded", gettext_lazy("実行")
    REJECTED = "rejected", gettext_lazy("却下")
    CANCELLED = "cancelled", gettext_lazy("取り下げ")
    LAPSED = "lapsed", gettext_lazy("失効")


def constraints(noun: str, subject: str) -> list[models.BaseConstraint]:
    """Return what the database refuses; `subject` is the field of what it is about."""
    is_ended = Q(ended_at__isnull=False) & ~Q(ending="")
    return [
        models.UniqueConstraint(
            fields=[subject], condition=Q(ended_at=None), name=f"{noun}_one_open"
        ),
        models.CheckConstraint(
            condition=Q(ended_at=None, ending="") | is_ended, name=f"{noun}_end_is_complete"
        ),
        models.CheckConstraint(
            condition=~Q(ending=Ending.SECONDED, ended_by=F("proposed_by")),
            name=f"{noun}_seconded_by_another",
        ),
    ]
