"""The keys themselves: what they open, until when, and how they ended."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from dengen import clock
from dengen.mail.models import Message

USED_UP = "used"
REPLACED = "newer"
EXPIRED = "expired"


class OneTimeKeyQuerySet(models.QuerySet["OneTimeKey"]):
    """Scopes of keys."""

    def open(self) -> Self:
        """Return those that nothing has ended and whose time isn't over."""
        return self.filter(ended_at=None, expires_at__gt=clock.now())

    def void(self, cause: str) -> int:
        """End those that nothing has ended, naming the cause; return how many there were.

        The mails that carry such a key forget it: nothing opens with it any more.
        """
        ending = list(self.filter(ended_at=None).values_list("pk", flat=True))
        rows = self.model.objects.filter(pk__in=ending, ended_at=None)
        count = rows.update(ended_at=clock.now(), ended_by=cause)
        if count:
            Message.objects.forget_secrets(ending)
        return count

    def clear_old(self) -> None:
        """End those that ran out; forget those that ended longer ago than anybody asks about."""
        self.filter(expires_at__lte=clock.now()).void(EXPIRED)
        before = clock.now() - timedelta(days=settings.ENDED_KEYS_KEPT_DAYS)
        self.filter(Q(ended_at__lt=before) | Q(expires_at__lt=before)).delete()


class OneTimeKey(models.Model):
    """One key. `ended_by` is `USED_UP`, `REPLACED`, `EXPIRED`, or the event that voided it."""

    kind = models.CharField(max_length=30)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="keys"
    )
    slot = models.CharField(max_length=40)
    hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, blank=True)

    objects = OneTimeKeyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["account"], condition=Q(ended_at=None), name="key_of_account")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slot"], condition=Q(ended_at=None), name="key_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="key_end_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.ended_by or 'open'})"

    @property
    def is_open(self) -> bool:
        """Whether it can be used."""
        return self.ended_at is None and clock.now() < self.expires_at

    @property
    def is_used(self) -> bool:
        """Whether it has opened what it was for."""
        return self.ended_by == USED_UP

    @property
    def is_replaced(self) -> bool:
        """Whether a newer one has taken its place."""
        return self.ended_by == REPLACED

    def use(self) -> bool:
        """Use it up in the caller's transaction; return whether it was still open."""
        open_ = type(self).objects.open().filter(pk=self.pk)
        return bool(open_.void(USED_UP))
