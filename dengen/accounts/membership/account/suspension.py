"""利用停止: the operator's own lock; and writing to a member."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.membership.account.standing import HasStanding
from dengen.accounts.membership.person import ERASED
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.lengths import is_longer
from dengen.japan.width import clean_text
from dengen.review.denial_reason import clean_denial

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account

SUBJECT_LENGTH, TEXT_LENGTH = 100, 5000


class Suspendable(HasStanding):
    """Mixin of Account."""

    class Meta:
        abstract = True

    @transaction.atomic
    def suspend(self, *, by: "Account", reason: str) -> None:
        """Lock the account from the next request on; what it has published stays.

        Nothing happens if it is suspended already. Raise `ValidationError` without a reason,
        `PermissionDenied`, or `StepNotAllowed` for one's own account or one that has ended.
        """
        reason = clean_denial(reason, None, {}).text
        self._lock_for_operator(by)
        if self.suspended_at:
            return
        self.suspended_at, self.suspension_reason = clock.now(), reason
        self.save(update_fields=["suspended_at", "suspension_reason"])
        self.sessions.all().delete()
        record("account.suspended", self, by=by, private={"reason": reason})

    @transaction.atomic
    def lift_suspension(self, *, by: "Account") -> None:
        """Let the account be used again; do nothing if it may be already."""
        self._lock_for_operator(by)
        if not self.suspended_at:
            return
        self.suspended_at, self.suspension_reason = None, ""
        self.save(update_fields=["suspended_at", "suspension_reason"])
        record("suspension.lifted", self, by=by)

    def forget_suspension_reason(self) -> None:
        """Take the reason away, and leave that there was one; for the verb that saves the row."""
        if self.suspension_reason:
            self.suspension_reason = ERASED

    @transaction.atomic
    def contact(self, *, by: "Account", subject: str, text: str) -> None:
        """Write to the person in the operator's name; raise what `suspend` raises."""
        subject, text = " ".join(clean_text(subject).split()), clean_text(text)
        errors = {}
        if not subject or is_longer(subject, SUBJECT_LENGTH):
            errors["subject"] = _("件名を%(limit)d文字以内で入力してください。") % {
                "limit": SUBJECT_LENGTH
            }
        if not text or is_longer(text, TEXT_LENGTH):
            errors["text"] = _("本文を%(limit)s文字以内で入力してください。") % {
                "limit": f"{TEXT_LENGTH:,}"
            }
        if errors:
            raise ValidationError(errors)
        self._lock_for_operator(by)
        record("account.contacted", self, by=by, handed={"letter": (subject, text)})

    def _lock_for_operator(self, by: "Account") -> None:
        if not by.may_decide or (self.is_operator and not by.may_administer):
            raise PermissionDenied
        lock(self)
        if self.retired_at:
            raise StepNotAllowed(_("この会員IDは、すでに削除されています。"))
        if by.pk == self.pk:
            raise StepNotAllowed(_("自分のIDには、この操作はできません。"))
