"""パスワード再設定 (manual §5.1): asked for at the login page, answered by the operator.

Nobody learns from the answer whether an ID exists: what was typed is only noted, and the worker
looks at it later.
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.accounts.keys import PASSWORD_LINK, TEMPORARY_PASSWORD
from dengen.accounts.limits import Limit, LimitReached
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.login_id import canonical
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.business_days import add_business_days
from dengen.japan.organization_names import fold_organization_name
from dengen.japan.written_days import long_moment
from dengen.review.denial_reason import clean_denial
from dengen.review.reviewed import Reviewed, ReviewedQuerySet

# Asking makes the board write mails, and the operator work.
ASKED_FOR_ID = Limit(
    "password_request.id", count="PASSWORD_REQUESTS_PER_ID", hours="KEY_LIMIT_HOURS"
)
ASKED_FROM_NETWORK = Limit(
    "password_request.network", count="PASSWORD_REQUESTS_PER_NETWORK", hours="KEY_LIMIT_HOURS"
)
ASKED_IN_ALL = Limit("password_request.all", count="PASSWORD_REQUESTS_PER_HOUR")
LINKS_TO_EVERYBODY = Limit("password_link.all", count="PASSWORD_LINKS", hours="KEY_LIMIT_HOURS")
EVERYBODY = "everybody"
REQUEST_ENDED = gettext_lazy("この依頼は、すでに対応が済んでいます。")


class PasswordRequestQuerySet(ReviewedQuerySet, models.QuerySet["PasswordRequest"]):
    """Scopes of requests."""

    def waiting(self) -> Self:
        """Return those that wait for the operator, oldest first."""
        return self.filter(ended_at=None).order_by("submitted_at", "pk")


class PasswordRequest(Reviewed, models.Model):
    """One request, and whether it was answered. What was granted is a key (keys/)."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="password_requests")
    organization_name = models.CharField(gettext_lazy("事業者名"), max_length=100)
    email = models.CharField(gettext_lazy("メールアドレス"), max_length=254, blank=True)
    submitted_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    # 0.1.0's key and its end; nothing opens with it any more.
    key = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)

    objects = PasswordRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="password_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(key="") | Q(expires_at__isnull=False), name="password_key_expires"
            ),
        ]

    def __str__(self) -> str:
        return f"password request {self.pk}"

    @property
    def due_on(self) -> date:
        """The manual's 原則翌営業日以降."""
        return add_business_days(self.submitted_on, 1)

    @property
    def is_right_business(self) -> bool:
        """Whether the business that was typed is the registered one; always for the staff."""
        typed = fold_organization_name(self.organization_name)
        return not self.account.is_member or typed == self.account.folded_organization

    @property
    def is_right_mail(self) -> bool:
        """Whether the mail address that was typed, if any, is a registered one."""
        known = {address.lower() for address in self.account.addresses}
        return not self.email or self.email.lower() in known

    @classmethod
    @transaction.atomic
    def receive(cls, *, login_id: str, organization_name: str, email: str) -> None:
        """Queue a request, or mail a link to owners who may help themselves, where that is on.

        Do nothing for an unknown or suspended ID, or while a request of that account waits. Beyond
        a number of links for everybody together the operator answers, and is told of each request.
        """
        found = Account.objects.active().filter(login_id=canonical(login_id))
        account = found.select_for_update(of=("self",), no_key=True).first()
        if account is None or account.is_suspended or account.password_requests.waiting().exists():
            return
        request = cls(account=account, organization_name=organization_name, email=email)
        if request.may_help_themselves and _has_link_left():
            request.ended_at = clock.now()
            request.save()
            handed = {"key": PASSWORD_LINK.issue(account)}
            record("password_link.requested", account, by=None, handed=handed)
            return
        request.save()
        record("password_reset.requested", account, by=None)

    @property
    def may_help_themselves(self) -> bool:
        """Whether a link may go out without the operator: all that was typed is right."""
        is_right = self.is_right_business and self.is_right_mail and bool(self.email)
        return settings.PASSWORD_SELF_SERVICE and is_right and not self.account.is_frozen

    @transaction.atomic
    def grant(self, *, by: Account) -> None:
        """Mail a temporary password (再設定), good once and only for setting a new one.

        Raise `PermissionDenied`, `Overtaken` if the request was answered meanwhile, and
        `StepNotAllowed` for a frozen ID (manual §5.1: 対応いたしかねます), a suspended one, or the
        operator's own.
        """
        self._hold(by)
        if self.account.is_suspended:
            raise StepNotAllowed(_("この会員IDは利用を停止しているため、対応いたしかねます。"))
        if self.account.is_frozen:
            raise StepNotAllowed(
                _(
                    "連続ログイン失敗でIDが凍結されているため、対応いたしかねます（凍結の解除：%(moment)s）。"
                )
                % {"moment": self._thawed_at()}
            )
        handed = {"key": TEMPORARY_PASSWORD.issue(self.account)}
        self.ended_at = clock.now()
        self.save()
        record("password_reset.granted", self.account, by=by, handed=handed)

    @transaction.atomic
    def deny(self, *, by: Account, reason: str) -> None:
        """Refuse the request and say why; raise what `grant` raises, or `ValidationError`."""
        reason = clean_denial(reason, None, {}).text
        self._hold(by)
        self.ended_at = clock.now()
        self.save()
        record("password_reset.denied", self.account, by=by, private={"reason": reason})

    def _hold(self, by: Account) -> None:
        if not by.may_decide:
            raise PermissionDenied
        if by.pk == self.account_id:
            raise StepNotAllowed(_("ご自身の依頼には、他の職員が対応します。"))
        lock(self.account)
        self.refresh_from_db()
        if self.ended_at or not self.account.is_active:
            raise Overtaken(REQUEST_ENDED)

    def _thawed_at(self) -> str:
        return long_moment(self.account.guard.frozen_until)


def _has_link_left() -> bool:
    try:
        LINKS_TO_EVERYBODY.take(EVERYBODY)
    except LimitReached:
        return False
    return True
