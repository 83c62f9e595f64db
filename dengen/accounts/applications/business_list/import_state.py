"""Where the import of a list of businesses stands."""

from django.db import models
from django.utils.translation import gettext_lazy


class ImportState(models.TextChoices):
    """`RUNNING` is what 0.1.0 called the worker's part, which ended with the list taken over."""

    PREPARING = "preparing", gettext_lazy("比較中")
    PREPARED = "prepared", gettext_lazy("確認待ち")
    RUNNING = "running", gettext_lazy("比較中")
    DONE = "done", gettext_lazy("取り込み済み")
    DISCARDED = "discarded", gettext_lazy("取り消し")


UNDER_WAY = (ImportState.PREPARING, ImportState.RUNNING)
