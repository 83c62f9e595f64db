"""The counts themselves."""

from django.db import models

from dengen import clock


class LimitCount(models.Model):
    """How many there were of one kind, for one subject, until `ends_at`.

    The key is a keyed hash of both: the table tells neither addresses nor IDs.
    """

    key = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.count}"

    @classmethod
    def clear_old(cls) -> None:
        """Forget the counts that are over; for the housekeeping."""
        cls.objects.filter(ends_at__lte=clock.now()).delete()
