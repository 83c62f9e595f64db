"""The event trail: who did what to which thing, when, from where; and what proves it whole."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Sum

from dengen import clock

PRIVATE = "private"  # the particular that holds the digest of the private ones


class EventQuerySet(models.QuerySet["Event"]):
    """Scopes of the trail."""

    def about(self, subject: models.Model) -> Self:
        """Return the events of one thing, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


class Event(models.Model):
    """One step in the life of an account or a listing; written by `record()` alone.

    `name` is `noun.past_participle`. `particulars` hold what a reader of the trail needs to
    understand the step (a revision, a role), and no personal data: the trail outlives people. What
    may tell of a person (a reason that somebody typed) stands in `PrivateParticulars`.
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

    handed: Mapping[str, Any] = MappingProxyType(
        {}
    )  # while its handlers run: what they need and nobody keeps

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type}#{self.subject_id}"

    def particular(self, key: str) -> Any:
        """Return the particular of that name, private ones included, or None."""
        return self.all_particulars.get(key)

    @property
    def all_particulars(self) -> dict[str, Any]:
        """The particulars as they are read: the private ones too, as long as they are kept."""
        told = {name: value for name, value in self.particulars.items() if name != PRIVATE}
        return told | self._private_values

    @property
    def is_erased(self) -> bool:
        """Whether it had private particulars, and they were erased."""
        return PRIVATE in self.particulars and not self._private_values

    @property
    def _private_values(self) -> dict[str, Any]:
        if PRIVATE not in self.particulars:
            return {}
        kept = getattr(self, "private", None)
        return kept.values if kept else {}


class PrivateParticulars(models.Model):
    """The particulars of an event that may tell of a person; erased with the person.

    The event itself holds a digest of them, with `salt`: while the row is there it can't be changed
    unseen, and once it is gone nobody can guess from the digest what it said.
    """

    event = models.OneToOneField(
        Event, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="private"
    )
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    salt = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"private particulars of event {self.pk}"


class Unsealed(models.Model):
    """The note that an event waits for its seal; it goes when the event gets one.

    An event without a seal or a note that fits (see digests.py) was not written by `record()`.
    """

    event = models.OneToOneField(
        Event,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,  # it must outlive an event that somebody takes out
        related_name="unsealed",
    )
    signature = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"event {self.pk} waits for its seal"


class Seal(models.Model):
    """A link of the chain: `digest` covers the event, its place, and all links before it."""

    number = models.BigIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    event = models.OneToOneField(
        Event,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="seal",  # as in Unsealed
    )
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


class VersionQuerySet(models.QuerySet["Version"]):
    """Sums over the rows."""

    def of_everything(self) -> int:
        """Return how often all pages have changed."""
        return self.aggregate(sum=Sum("number"))["sum"] or 0

    def of_all(self) -> int:
        """Return how often pages that many read have changed."""
        every = F("number") + F("board") + F("desk") + F("notices")
        return self.aggregate(sum=Sum(every))["sum"] or 0


class Version(models.Model):
    """How often each topic has changed (versions.py): the sums over all rows count.

    `number` changes all pages, those of single accounts too.
    """

    number = models.BigIntegerField(default=0)
    board = models.BigIntegerField(default=0, db_default=0)
    desk = models.BigIntegerField(default=0, db_default=0)
    notices = models.BigIntegerField(default=0, db_default=0)

    objects = VersionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"version {self.number}, board {self.board}, desk {self.desk}"


class OwnVersion(models.Model):
    """How often what concerns this account alone has changed (versions.py)."""

    account = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"version {self.number} of account {self.account}"
