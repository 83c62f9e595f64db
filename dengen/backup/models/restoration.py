"""A restoration: what the board was put back out of, so that the trail tells of the gap."""

from datetime import datetime
from typing import Self

from django.db import models, transaction

from dengen import clock
from dengen.events.trail import record
from dengen.japan.moments import in_tokyo


class Restoration(models.Model):
    """One restoration. `head` is the end of the chain in the backup, "" if it had none."""

    backed_up_at = models.DateTimeField()
    restored_at = models.DateTimeField(default=clock.now)
    head = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"restoration {self.pk}, of {in_tokyo(self.backed_up_at)}"

    @classmethod
    @transaction.atomic
    def note(cls, *, backed_up_at: datetime, head: str) -> Self:
        """Record that the board is again what it was at that moment; return the row."""
        restoration = cls.objects.create(backed_up_at=backed_up_at, head=head)
        record("board.restored", restoration, by=None, backed_up_at=backed_up_at)
        return restoration
