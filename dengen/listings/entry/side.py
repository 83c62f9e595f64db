"""Which way a listing goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """希望の区分 (manual §3.1 ①)."""

    SELL = "sell", _("売")
    BUY = "buy", _("買")
