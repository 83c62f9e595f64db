"""What an application and a listing have in common: they wait for the operator's decision."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.japan.business_days import add_business_days, business_days_between, today
from dengen.review.denial_reason import DenialReason, clean_denial
from dengen.review.generic import Model_co

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account

OVERTAKEN = gettext_lazy("お読みになった後で状態が変わったため、この操作は行われませんでした。")


class ReviewedQuerySet(models.QuerySet[Model_co]):
    """Scopes of what waits for a decision."""

    def overdue(self) -> Self:
        """Return those whose `due_on` has passed."""
        return self.filter(submitted_at__lt=_first_moment_in_time())


class Reviewed(models.Model):
    """What waits for a decision; subclasses add the columns `status`, `revision`, `submitted_at`.

    `allowed` holds for each status that a decision leads to those it may start from.
    """

    allowed: ClassVar[Mapping[Any, set]]
    waiting_status: ClassVar[str]
    denied_status: ClassVar[str]
    if TYPE_CHECKING:
        status: models.CharField[Any, Any]
        revision: models.PositiveIntegerField[Any, int]
        submitted_at: models.DateTimeField[Any, datetime]

    class Meta:
        abstract = True

    def was_decided_by(self, account: "Account", status: str) -> bool:
        """Return whether this very person took the last decision, and it led to `status`."""
        raise NotImplementedError

    @classmethod
    def reviewed_fields(cls) -> dict[str, str]:
        """Return what a reviewer compares and remarks on, and its labels, in the form's order."""
        raise NotImplementedError

    def text_of(self, name: str) -> str:
        """Return what it says in one of the reviewed fields, as people read it."""
        display = getattr(self, f"get_{name}_display", None)
        return str(display() if display else getattr(self, name))

    @property
    def submitted_on(self) -> date:
        """The day of submission in the board's zone."""
        return timezone.localdate(self.submitted_at)

    @property
    def due_on(self) -> date:
        """The day by which the operator means to decide (manual: 通常３営業日程度)."""
        return add_business_days(self.submitted_on, settings.REVIEW_BUSINESS_DAYS)

    @property
    def business_days_left(self) -> int:
        """Business days until `due_on`; 0 on that day, negative when it has passed."""
        return business_days_between(today(), self.due_on)

    @property
    def is_overdue(self) -> bool:
        """Whether `due_on` has passed, if only by a weekend."""
        return self.due_on < today()

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for the operator's decision."""
        return self.status == self.waiting_status

    @property
    def is_denied(self) -> bool:
        """Whether it was denied, and the denial stands."""
        return self.status == self.denied_status

    @property
    def is_deniable(self) -> bool:
        """Whether it can be denied as it stands."""
        return self.status in self.allowed[self.denied_status]

    @property
    def is_reopenable(self) -> bool:
        """Whether its denial can be reconsidered."""
        return self.is_denied

    def needs_second(self, step: str, *, by: "Account") -> bool:
        """Return whether `by` can't take the step ("denial", "deletion") alone."""
        return False

    def clean_denial(self, reason: str, remarks: Mapping[str, str] | None) -> DenialReason:
        """Return what the function `clean_denial` does, for the fields of this thing."""
        return clean_denial(reason, remarks, self.reviewed_fields())

    @transaction.atomic
    def rehearse_denial(
        self,
        *,
        by: "Account",
        revision: int,
        reason: str = "",
        remarks: Mapping[str, str] | None = None,
    ) -> DenialReason:
        """Return what `deny` would tell the person; raise what it would, and change nothing."""
        denial = self.clean_denial(reason, remarks)
        if not self.may_step(self.denied_status, by=by, revision=revision):
            raise Overtaken(OVERTAKEN)
        return denial

    def may_step(self, to: str, *, by: "Account", revision: int) -> bool:
        """Lock the row for a decision; False when this person has already taken this one.

        `revision` is the one that the reviewer read. Raise `PermissionDenied`, `Overtaken` (the
        thing changed since then) or `StepNotAllowed`.
        """
        if not by.may_decide:
            raise PermissionDenied
        lock(self)
        if self.revision != revision:
            if self.status == to and self.was_decided_by(by, to):
                return False
            raise Overtaken(OVERTAKEN)
        if self.status not in self.allowed[to]:
            raise StepNotAllowed(_("現在の状態では、この操作はできません。"))
        return True

    def check_same_reason(self, given: str, recorded: str) -> None:
        """Raise `Overtaken` if a denial came again with another reason: a new one, too late."""
        if given != recorded:
            raise Overtaken(OVERTAKEN)


def reopened_last(item: models.Model, account: "Account") -> bool:
    """Return whether the item's last event is that this person reopened it."""
    event = Event.objects.about(item).last()
    return event is not None and event.name.endswith(".reopened") and event.actor_id == account.pk


def _first_moment_in_time() -> datetime:
    """Return the earliest moment of submission whose `due_on` has not passed today."""
    day = today()
    while add_business_days(day - timedelta(days=1), settings.REVIEW_BUSINESS_DAYS) >= today():
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.min))
