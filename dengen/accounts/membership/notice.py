"""お知らせの掲示: what the operator tells all members on their home page, for a time."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.events.trail import record
from dengen.japan.business_days import today
from dengen.japan.days import DayField
from dengen.japan.line_field import LineField
from dengen.review.revised import Revised

TEXT_LENGTH = 5000


class Standing(models.TextChoices):
    """How a notice stands."""

    AHEAD = "ahead", gettext_lazy("掲示前")
    SHOWN = "shown", gettext_lazy("掲示中")
    OVER = "over", gettext_lazy("終了")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Scopes of notices."""

    def shown_on(self, day: date) -> Self:
        """Return those that members see that day, the newest first."""
        begun = self.filter(start_on__lte=day).filter(Q(end_on=None) | Q(end_on__gte=day))
        return begun.order_by("-start_on", "-pk")


class Notice(Revised):
    """Plain text; both days inclusive, in the board's zone."""

    title = LineField(gettext_lazy("件名"), longest=100)
    text = models.TextField(gettext_lazy("本文"), max_length=TEXT_LENGTH)
    start_on = DayField(gettext_lazy("掲示開始日"))
    end_on = DayField(gettext_lazy("掲示終了日"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-start_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on=None) | Q(end_on__gte=F("start_on")), name="notice_period_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Raise `ValidationError` on `end_on` if it comes before the start."""
        if self.start_on and self.end_on and self.end_on < self.start_on:
            raise ValidationError({"end_on": _("終了日には、開始日以降の日付を指定してください。")})

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        day = today()
        if self.start_on > day:
            return Standing.AHEAD
        return Standing.OVER if self.end_on and self.end_on < day else Standing.SHOWN

    @transaction.atomic
    def publish(self, *, by: Any, read: int = 0) -> "Notice":
        """Put it up, or change it; `read` is the revision that was edited, 0 for a new one.

        Raise `ValidationError` by field, `PermissionDenied`, and `Overtaken` if a colleague has
        changed it since.
        """
        if not by.may_administer:
            raise PermissionDenied
        self.changed_by, self.changed_at = by, clock.now()
        self.clean_fields()
        self.clean()
        if self.pk is None:
            self.save(force_insert=True)
            record("notice.published", self, by=by)
            return self
        self.begin_revision(by=by, read=read)
        self.save()
        record("notice.changed", self, by=by)
        return self

    @transaction.atomic
    def take_down(self, *, by: Any, read: int) -> None:
        """Take the notice down; do nothing if it is gone. Raise what `publish` raises."""
        if not by.may_administer:
            raise PermissionDenied
        if not type(self).objects.filter(pk=self.pk).exists():
            return
        self.lock_as_read(read)
        record("notice.removed", self, by=by, title=self.title)
        self.delete()
