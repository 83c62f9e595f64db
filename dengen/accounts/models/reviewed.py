"""What an application and a listing have in common: they wait for the operator's decision."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.japan.business_days import add_business_days, business_days_between, today
from dengen.japan.width import clean_text

if TYPE_CHECKING:
    from dengen.accounts.models.account import Account

REASON_LENGTH = 2000
OVERTAKEN = gettext_lazy("お読みになった後で状態が変わったため、この操作は行われませんでした。")
REASON_MISSING = gettext_lazy("否認理由を入力してください。申込者・掲載者にそのまま通知されます。")


class ReviewedQuerySet:
    """Scopes of what waits for a decision."""

    def overdue(self) -> Self:
        """Those whose `due_on` has passed."""
        return self.filter(submitted_at__lt=_first_moment_in_time())


class Reviewed:
    """Mixin for models with `status`, `revision`, `submitted_at` and `was_decided_by()`."""

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
        """Whether `due_on` has passed, be it by a weekend only."""
        return self.due_on < today()

    def may_step(self, allowed: dict, to: str, *, by: "Account", revision: int) -> bool:
        """Locks the row for a decision; False when this person has already taken this one.

        `revision` is the one that the reviewer read. Raises `PermissionDenied`, `Overtaken` (the
        thing changed since then) or `StepNotAllowed`.
        """
        if not by.may_decide:
            raise PermissionDenied
        lock(self)
        if self.revision != revision:
            if self.status == to and self.was_decided_by(by, to):
                return False
            raise Overtaken(OVERTAKEN)
        if self.status not in allowed[to]:
            raise StepNotAllowed(_("現在の状態では、この操作はできません。"))
        return True

    def check_same_reason(self, given: str, recorded: str) -> None:
        """A denial sent twice is one; with another reason it is a new one, and came too late."""
        if given != recorded:
            raise Overtaken(OVERTAKEN)


def clean_reason(reason: str) -> str:
    """The reason as it may be kept; raises `ValidationError` on `reason` if empty or too long."""
    reason = clean_text(reason)
    if not reason:
        raise ValidationError({"reason": REASON_MISSING})
    if len(reason) > REASON_LENGTH:
        raise ValidationError(
            {
                "reason": _("否認理由は%(limit)d文字以内で入力してください。")
                % {"limit": REASON_LENGTH}
            }
        )
    return reason


def _first_moment_in_time() -> datetime:
    """What was submitted before it is over its date today."""
    day = today()
    while add_business_days(day - timedelta(days=1), settings.REVIEW_BUSINESS_DAYS) >= today():
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.min))
