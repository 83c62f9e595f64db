"""How a handover ended."""

from django.db import models
from django.utils.translation import gettext_lazy


class Outcome(models.TextChoices):
    """How a handover ended; "" while it is open."""

    COMPLETED = "completed", gettext_lazy("完了")
    CANCELLED = "cancelled", gettext_lazy("取り消し")
    DENIED = "denied", gettext_lazy("否認")
    RETIRED = "retired", gettext_lazy("前任のIDの削除")
    LAPSED = "lapsed", gettext_lazy("期限切れ")
