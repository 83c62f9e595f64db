"""The event trail: who did what to which, when, from where. Rows are only ever added."""

from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from dengen.japan import clock


class EventQuerySet(models.QuerySet["Event"]):
    """Scopes of the trail."""

    def about(self, subject: models.Model) -> Self:
        """The events of one thing, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


class Event(models.Model):
    """One step in the life of an account or a listing; written by `record()` alone.

    `name` is `noun.past_participle`. `particulars` hold what a reader of the trail needs to
    understand the step (a reason, a revision), and no personal data: the trail outlives people.
    """

    name = models.CharField(max_length=60, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="events_done"
    )
    particulars = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    occurred_at = models.DateTimeField(default=clock.now, db_index=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type}#{self.subject_id}"

    def particular(self, key: str) -> Any:
        """The particular of that name, or None."""
        return self.particulars.get(key)
