"""招待: a colleague who is to join the operator's staff, and sets their own password."""

from datetime import datetime, timedelta
from typing import Self, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.accounts.keys import STAFF_INVITATION, OneTimeKey
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.login_id import LoginID
from dengen.accounts.membership.passwords.rules import new_hash
from dengen.accounts.membership.role import STAFF
from dengen.accounts.membership.validators import refuse_free_mail
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.line_field import LineField
from dengen.japan.mail_addresses import MailAddressField
from dengen.japan.person_names import check_name


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Scopes of invitations."""

    def waiting(self) -> Self:
        """Return those neither accepted nor taken back, expired ones too, newest first."""
        return self.filter(ended_at=None).order_by("-sent_at", "-pk")

    def by_token(self, token: str) -> "Invitation | None":
        """Return the invitation whose mail holds that token, if it can be accepted."""
        key = STAFF_INVITATION.find(token)
        if key is None:
            return None
        found = self.waiting().filter(pk=key.slot).select_related("login", "invited_by").first()
        if found:
            found.key = key
        return found


class Invitation(models.Model):
    """One invitation. What is known of the person goes when it ends: the account has it then."""

    login = models.OneToOneField(LoginID, models.SET_NULL, null=True, related_name="invitation")
    login_name = models.CharField(gettext_lazy("ログインID"), max_length=32)
    name = LineField(gettext_lazy("氏名"), longest=40, check=check_name)
    email = MailAddressField(gettext_lazy("メールアドレス"), validators=[refuse_free_mail])
    role = models.CharField(
        gettext_lazy("役割"), max_length=20, choices=[(role.value, role.label) for role in STAFF]
    )
    invited_by = models.ForeignKey(Account, models.PROTECT, related_name="invitations")
    sent_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    key: OneTimeKey | None = None  # by which it was found

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def expires_at(self) -> datetime:
        """When the link becomes void."""
        return self.sent_at + timedelta(days=settings.INVITATION_DAYS)

    @property
    def is_expired(self) -> bool:
        """Whether the link has become void: by time, or with its inviter's right to invite."""
        return STAFF_INVITATION.open_for(self.pk) is None

    @transaction.atomic
    def send(self) -> Self:
        """Claim the login ID and write to the colleague; return the invitation.

        Raise `ValidationError` by field, `PermissionDenied` unless `invited_by` administers.
        """
        _check_administrator(self.invited_by)
        self.clean_fields(exclude={"login", "login_name", "invited_by", "ended_at"})
        self._check_address()
        self.login = LoginID.claim(self.login_name)
        self.save(force_insert=True)
        handed = {"key": STAFF_INVITATION.issue(self.invited_by, slot=self.pk)}
        record("invitation.created", self, by=self.invited_by, handed=handed, role=self.role)
        return self

    @transaction.atomic
    def send_again(self, *, by: Account) -> None:
        """Write once more; the earlier link is void, and the days count anew.

        Raise `StepNotAllowed` if it has ended, `PermissionDenied` unless `by` administers.
        """
        self._hold(by)
        self.sent_at = clock.now()
        self.save(update_fields=["sent_at"])
        key = STAFF_INVITATION.issue(by, slot=self.pk)
        record("invitation.renewed", self, by=by, handed={"key": key})

    @transaction.atomic
    def withdraw(self, *, by: Account) -> None:
        """Take it back: the link is void, and the login ID free. Raise what `send_again` raises."""
        self._hold(by)
        LoginID.objects.filter(invitation=self).delete()  # sets `login` to NULL
        self.login = None
        self._end()
        record("invitation.cancelled", self, by=by)

    def accept(self, *, password: str) -> Account:
        """Set the invited person's password; return the account, one of the staff's.

        Raise `ValidationError` if the password breaks a rule or the address has an account by now,
        `StepNotAllowed` if the invitation has ended or expired.
        """
        return self._accept(new_hash(password, Account(login=self.login)))

    @transaction.atomic
    def _accept(self, hashed: str) -> Account:
        lock(self)
        key = self.key or STAFF_INVITATION.open_for(self.pk)
        if self.ended_at or key is None or not key.use():
            raise StepNotAllowed(ended())
        account = Account.objects.employ(
            cast("LoginID", self.login),  # an open invitation holds one: a constraint
            name=self.name,
            email=self.email,
            hashed=hashed,
            role=self.role,
            by=self.invited_by,
        )
        self._end()
        record("invitation.accepted", self, by=account, account=account.pk)
        return account

    def _check_address(self) -> None:
        is_taken = Account.objects.active().filter(email__iexact=self.email).exists()
        is_invited = Invitation.objects.waiting().filter(email__iexact=self.email).exists()
        if is_taken or is_invited:
            raise ValidationError(
                {"email": _("このメールアドレスは、他のアカウントまたは招待で使われています。")}
            )

    def _hold(self, by: Account) -> None:
        _check_administrator(by)
        lock(self)
        if self.ended_at:
            raise StepNotAllowed(ended())

    def _end(self) -> None:
        self.name = self.email = ""
        self.ended_at = clock.now()
        self.save()


def ended() -> str:
    """Return what to tell someone for whom an invitation came to its end meanwhile."""
    return _("この招待は、すでに使われたか、取り消されたか、期限が切れています。")


def _check_administrator(account: Account) -> None:
    if not account.may_administer:
        raise PermissionDenied
