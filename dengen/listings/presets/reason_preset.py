"""否認理由のひな形: what reviewers write again and again, for both queues.

It stands in this room because both applications and listings are known here.
"""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.accounts.models import Application
from dengen.events.trail import record
from dengen.listings.listing.listing import Listing
from dengen.review.denial_reason import REMARK_LENGTH
from dengen.review.revised import Revised

if TYPE_CHECKING:
    from dengen.accounts.models import Account

LABEL_LENGTH = 40


class QueueName(models.TextChoices):
    """Which kind of denial a preset is for."""

    APPLICATION = "application", gettext_lazy("利用申込")
    LISTING = "listing", gettext_lazy("掲載情報")


class ReasonPresetQuerySet(models.QuerySet["ReasonPreset"]):
    """Scopes of presets."""

    def of_queue(self, queue: str) -> Self:
        """Return those of one queue, as the operator has put them in order."""
        return self.filter(queue=queue).order_by("position", "pk")


class ReasonPreset(Revised):
    """One preset; its text becomes the remark on `field`, or part of the reason if that is ""."""

    queue = models.CharField(
        gettext_lazy("使う審査"), max_length=12, choices=QueueName, db_column="desk"
    )
    field = models.CharField(gettext_lazy("項目"), max_length=40, blank=True)
    label = models.CharField(gettext_lazy("見出し"), max_length=LABEL_LENGTH)
    text = models.CharField(gettext_lazy("文面"), max_length=REMARK_LENGTH)
    position = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = ReasonPresetQuerySet.as_manager()

    def __str__(self) -> str:
        return f"preset {self.pk} ({self.queue})"

    @property
    def field_label(self) -> str:
        """What the field is called, or 全体."""
        return str(fields_of(self.queue).get(self.field, _("全体")))

    @transaction.atomic
    def keep(self, *, by: "Account", read: int = 0) -> Self:
        """Add the preset at the end of its queue's, or change it; return it.

        `read` is the revision that was edited, 0 for a new one. Raise `ValidationError` by field,
        `PermissionDenied` unless `by` decides for the operator, and `Overtaken` if a colleague has
        changed or deleted it since.
        """
        self._check(by)
        self.clean_fields()
        if self.field and self.field not in fields_of(self.queue):
            raise ValidationError({"field": _("この審査にはない項目です。")})
        if self.pk is None:
            self.position = self._next_position()
            self.changed_by, self.changed_at = by, clock.now()
            self.save()
            record("preset.added", self, by=by, label=self.label, text=self.text)
        else:
            self.begin_revision(by=by, read=read)
            self.save()
            record("preset.changed", self, by=by, label=self.label, text=self.text)
        return self

    @transaction.atomic
    def remove(self, *, by: "Account", read: int) -> None:
        """Take the preset out of the list; what was written with it stays as it is.

        Raise what `keep` raises.
        """
        self._check(by)
        self.lock_as_read(read)
        record("preset.removed", self, by=by, label=self.label, text=self.text)
        self.delete()

    @transaction.atomic
    def move(self, *, by: "Account", up: bool) -> None:
        """Change places with the one before or after it; nothing happens at the end."""
        self._check(by)
        held = type(self).objects.of_queue(self.queue).select_for_update()
        siblings = sorted(held, key=lambda one: (one.position, one.pk))  # a wait outdates the order
        place = siblings.index(self)
        target = place - 1 if up else place + 1
        if not 0 <= target < len(siblings):
            return
        siblings[place], siblings[target] = siblings[target], siblings[place]
        for position, preset in enumerate(siblings, start=1):
            preset.position = position
        type(self).objects.bulk_update(siblings, ["position"])
        record("preset.moved", self, by=by, position=target + 1)

    def _next_position(self) -> int:
        last = type(self).objects.of_queue(self.queue).last()
        return last.position + 1 if last else 1

    def _check(self, by: "Account") -> None:
        if not by.may_decide:
            raise PermissionDenied


def fields_of(queue: str) -> dict[str, str]:
    """Return the fields that a reviewer in that queue remarks on, and their labels."""
    model: type[Listing | Application] = Listing if queue == QueueName.LISTING else Application
    return model.reviewed_fields()
