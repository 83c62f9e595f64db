"""担当者の交代 (manual §5.2): one ID ends and a successor's begins, in one step.

The manual makes it a deletion and a new registration, and loses the listings between the two.
"""

from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.accounts.keys import HANDOVER
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.handover_outcome import Outcome
from dengen.accounts.membership.validators import refuse_free_mail
from dengen.events.trail import record
from dengen.japan.mail_addresses import MailAddressField


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Scopes of handovers."""

    def open(self) -> Self:
        """Return those that nothing has ended; one whose days have passed may be among them."""
        return self.filter(ended_at=None)

    def by_key(self, key: str | None) -> "Handover | None":
        """Return the one of that link, whatever became of it; None for any other text."""
        found = HANDOVER.find_any(key or "")
        if found is None:
            return None
        return self.select_related("account__organization").filter(pk=found.slot).first()


class Handover(models.Model):
    """One member's wish to hand over to a successor, who gets a link by mail."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="handovers")
    email = MailAddressField(
        gettext_lazy("後任の方のメールアドレス"), validators=[refuse_free_mail]
    )
    key = models.UUIDField(default=uuid4, unique=True)  # 0.1.0's; nothing opens with it any more
    requested_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="handover_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | (Q(ended_at__isnull=False) & Q(outcome__in=Outcome.values)),
                name="handover_end_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk} ({self.outcome or 'open'})"

    @property
    def concerned_accounts(self) -> tuple[int, ...]:
        """Whose own pages an event of this handover changes."""
        return (self.account_id,)

    @property
    def expires_at(self) -> datetime:
        """Until when the link can be used."""
        return self.requested_at + timedelta(days=settings.HANDOVER_DAYS)

    @property
    def waiting_application(self):
        """The successor's application that waits for the operator, or None."""
        return self.applications.waiting().first() if self.pk else None

    @property
    def has_lapsed(self) -> bool:
        """Whether the days passed without an application."""
        is_late = self.ended_at is None and self.expires_at <= clock.now()
        return is_late and self.waiting_application is None

    @property
    def is_called_off(self) -> bool:
        """Whether it ended and the predecessor stays: no application can be approved by it."""
        return self.ended_at is not None and self.account.is_active

    @property
    def is_completed(self) -> bool:
        """Whether the successor has taken over."""
        return self.outcome == Outcome.COMPLETED

    @property
    def is_denied(self) -> bool:
        """Whether it ended with the denial of the successor's application."""
        return self.outcome == Outcome.DENIED

    @property
    def is_ended_by_retirement(self) -> bool:
        """Whether it ended because the predecessor's ID was deleted."""
        return self.outcome == Outcome.RETIRED

    @property
    def obstacle(self) -> str:
        """Why nobody can apply by it now, for the screen; "" if somebody can."""
        if self.has_lapsed:
            return _(
                "この担当者の交代は、期限が過ぎました。"
                "現在の担当者に、もう一度手続きをご依頼ください。"
            )
        if self.ended_at is None:
            return self._obstacle_while_open
        return {
            Outcome.COMPLETED: _("この担当者の交代は、すでに完了しています。"),
            Outcome.CANCELLED: _("この担当者の交代は、現在の担当者が取り消しました。"),
            Outcome.DENIED: _(
                "この担当者の交代の利用申込は、承認されませんでした。"
                "改めて申し込むには、現在の担当者に、もう一度手続きをご依頼ください。"
            ),
            Outcome.RETIRED: _(
                "現在の担当者の会員IDは削除されました。通常の新規登録からお申し込みください。"
            ),
            Outcome.LAPSED: _(
                "この担当者の交代は、期限が過ぎました。"
                "現在の担当者に、もう一度手続きをご依頼ください。"
            ),
        }[Outcome(self.outcome)]

    @property
    def is_link_void(self) -> bool:
        """Whether nobody can apply by the link any more, as after a suspension, or has applied."""
        return HANDOVER.open_for(self.pk) is None and self.waiting_application is None

    @property
    def _obstacle_while_open(self) -> str:
        if self.waiting_application is not None:
            return _("この担当者の交代は、すでにお申し込みを受け付けています。")
        if self.is_link_void:
            return _(
                "このリンクは無効になりました。現在の担当者に、もう一度手続きをご依頼ください。"
            )
        return ""

    def check_usable(self) -> None:
        """Raise `ValidationError` on `handover` if nobody can apply by it."""
        if obstacle := self.obstacle:
            raise ValidationError({"handover": obstacle})

    def invite(self, *, by: Account) -> None:
        """Write to the successor; a newer key voids the older."""
        key = HANDOVER.issue(self.account, slot=self.pk)
        record("handover.requested", self, by=by, handed={"key": key})

    def use_up(self) -> None:
        """Use up the key for an application. Raise `ValidationError` as `check_usable`."""
        key = HANDOVER.open_for(self.pk)
        if key is None or not key.use():
            raise ValidationError({"handover": self._obstacle_while_open})

    def end(self, outcome: Outcome, *, by: Account | None) -> None:
        """End it; for the verbs of accounts and applications, which hold the account's row.

        The successor is told by mail if the predecessor calls it off.
        """
        self.outcome, self.ended_at = outcome, clock.now()
        self.save(update_fields=["outcome", "ended_at"])
        if outcome in {Outcome.CANCELLED, Outcome.RETIRED}:
            record("handover.cancelled", self, by=by, cause=outcome)
