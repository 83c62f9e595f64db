"""Captcha answers that were used: each is good for one try."""

from django.db import models

from dengen import clock


class UsedChallenge(models.Model):
    """A captcha challenge that was answered; its unique signature stops a replay."""

    signature = models.CharField(max_length=200, unique=True)
    used_at = models.DateTimeField(default=clock.now, db_index=True)

    def __str__(self) -> str:
        return self.signature[:12]
