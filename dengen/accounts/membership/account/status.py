"""How an account stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Whether an account may be used; each member is also the name of a scope of accounts."""

    USABLE = "usable", _("利用中")
    FROZEN = "frozen", _("凍結中")
    SUSPENDED = "suspended", _("利用停止")
    RETIRED = "retired", _("削除済み")
