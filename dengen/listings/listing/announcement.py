"""What the poster was told about the end of a period."""

from django.db import models


class Announcement(models.IntegerChoices):
    """What the poster was told last about the end; each once, and none after a later one."""

    NONE = 0
    FORTNIGHT = 1  # 14 days before
    EVE = 2  # one day before
    ENDED = 3  # the day after
