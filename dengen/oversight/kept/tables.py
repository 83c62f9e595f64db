"""What reports would otherwise count anew over all of history, added up as the trail grows.

Nobody but `oversight.kept` writes here. All of it follows from the trail, so `dengen audit verify`
can compare it, and it can be thrown away at any time: the worker adds it up again.
"""

from django.db import models
from django.db.models import Q


class AddedUp(models.Model):
    """One row: up to which seal of the trail the other tables tell, and by which rules."""

    number = models.BigIntegerField(default=0)
    rules = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"added up to {self.number}"


class DaySum(models.Model):
    """A number of one day in Tokyo; what the keys of each kind mean says `kept/book.py`."""

    what = models.CharField(max_length=20)
    day = models.DateField()
    key = models.CharField(max_length=40)
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "day", "key"], name="day_sum_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.day} {self.key}: {self.number}"


class Waiting(models.Model):
    """Something that waits in a queue for its first decision.

    `party` is the account that has handed in a listing; of an application, the application itself.
    """

    queue = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    party = models.BigIntegerField()
    came_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["queue", "subject_id"], name="waiting_once"),
        ]
        indexes = [models.Index(fields=["queue", "came_at", "subject_id"], name="waiting_in_turn")]

    def __str__(self) -> str:
        return f"{self.queue} {self.subject_id} waits"


class Waited(models.Model):
    """Something that waited, by the event that ended it: the first decision, or a deletion.

    `days` are business days, `overtook` how many that had come earlier still waited then.
    """

    event_id = models.BigIntegerField(primary_key=True)
    queue = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    party = models.BigIntegerField()
    came_at = models.DateTimeField()
    closed_on = models.DateField()
    outcome = models.CharField(max_length=10)
    days = models.IntegerField()
    overtook = models.IntegerField()

    class Meta:
        indexes = [
            # All that the figures of a period and of each business take: no row itself is read.
            models.Index(
                fields=["queue", "closed_on", "outcome", "party"], name="waited_in_period"
            ),
            models.Index(
                fields=["queue", "party", "closed_on", "outcome", "days"],
                name="waited_of_party",
            ),
            models.Index(
                fields=["queue", "closed_on"],
                condition=Q(overtook__gt=0),
                name="waited_out_of_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.queue} {self.subject_id} {self.outcome} after {self.days}"
