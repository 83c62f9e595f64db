"""What an account consists of: its columns, on which every concern of it stands."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from dengen import clock
from dengen.accounts.membership.login_id import LoginID
from dengen.accounts.membership.organization import Organization
from dengen.accounts.membership.person import Person
from dengen.accounts.membership.role import Role
from dengen.accounts.terms.terms import Terms

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from dengen.accounts.authentication.guards.guard import LoginGuard
    from dengen.accounts.authentication.password_request import PasswordRequestQuerySet
    from dengen.accounts.authentication.sessions.session import SessionQuerySet
    from dengen.accounts.membership.account.account import AccountQuerySet
    from dengen.accounts.membership.handover import HandoverQuerySet
    from dengen.accounts.membership.mail_address_change import MailAddressChange
    from dengen.accounts.membership.retirement_request import RetirementRequestQuerySet
    from dengen.accounts.membership.second_factor.authenticator_app import AuthenticatorApp
    from dengen.accounts.membership.second_factor.passkey import Passkey
    from dengen.accounts.membership.second_factor.recovery_code import RecoveryCode


class AccountFields(AbstractBaseUser, Person):
    """The columns, and for the type checker what other models add to an account."""

    login = models.OneToOneField(LoginID, models.PROTECT, related_name="account")
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="accounts"
    )
    terms = models.ForeignKey(Terms, models.PROTECT, null=True)
    consented_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    suspension_reason = models.TextField(_("利用停止の理由"), blank=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    if TYPE_CHECKING:
        objects: ClassVar[AccountQuerySet]
        authenticator_app: AuthenticatorApp
        guard: LoginGuard
        handovers: HandoverQuerySet
        mail_address_changes: RelatedManager[MailAddressChange]
        passkeys: RelatedManager[Passkey]
        password_requests: PasswordRequestQuerySet
        recovery_codes: RelatedManager[RecoveryCode]
        retirement_requests: RetirementRequestQuerySet
        sessions: SessionQuerySet

    class Meta:
        abstract = True
