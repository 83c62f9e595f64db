"""A member of the board, or one of the operator's staff."""

from typing import TYPE_CHECKING, Self, cast

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from dengen import clock
from dengen.accounts.membership.account.administration import Administrated
from dengen.accounts.membership.account.business import OfBusiness
from dengen.accounts.membership.account.consent import Consenting, ConsentingQuerySet
from dengen.accounts.membership.account.contact import Reachable
from dengen.accounts.membership.account.handing_over import HandingOver
from dengen.accounts.membership.account.password import PasswordHolder
from dengen.accounts.membership.account.retirement import Leaving
from dengen.accounts.membership.account.sessions import LoggedIn
from dengen.accounts.membership.account.standing import Standing
from dengen.accounts.membership.account.suspension import Suspendable
from dengen.accounts.membership.login_id import LoginID, canonical
from dengen.accounts.membership.organization import Organization
from dengen.accounts.membership.passwords.rules import new_hash
from dengen.accounts.membership.person import PERSON_FIELDS
from dengen.accounts.membership.role import DECIDING, STAFF, Role
from dengen.accounts.membership.second_factor.second_factor import SecondFactor
from dengen.events.trail import record
from dengen.japan.organization_names import fold_organization_name
from dengen.japan.variants import pattern_of, phone_pattern_of

if TYPE_CHECKING:
    from dengen.accounts.applications.application.confirmation import Confirmable


def _frozen() -> Q:
    return Q(guard__frozen_until__gt=clock.now())


class AccountQuerySet(ConsentingQuerySet["Account"]):
    """Scopes of accounts, and the two ways in which one begins."""

    def active(self) -> Self:
        """Return those that are not retired."""
        return self.filter(retired_at=None)

    def members(self) -> Self:
        """Return the businesses' persons in charge, retired ones too, the newest first."""
        return self.filter(role=Role.MEMBER).order_by("-pk")

    def usable(self) -> Self:
        """Return those that can log in now."""
        return self.active().filter(suspended_at=None).exclude(_frozen())

    def frozen(self) -> Self:
        """Return those that too many wrong passwords have locked for now."""
        return self.active().filter(_frozen())

    def suspended(self) -> Self:
        """Return those that the operator has locked."""
        return self.active().filter(suspended_at__isnull=False)

    def retired(self) -> Self:
        """Return those that have ended."""
        return self.filter(retired_at__isnull=False)

    def matching(self, text: str) -> Self:
        """Return those with the text in ID, business, number, name, furigana, mail or phone.

        In any shape of a name: 高橋 finds 髙橋, みなと finds ミナト.
        """
        if not (shape := pattern_of(text)):
            return self
        folded = fold_organization_name(text) or text
        found = (
            Q(login__canonical__contains=canonical(text))
            | Q(organization__folded_name__contains=folded)
            | Q(organization__name__regex=shape)
            | Q(organization__corporate_number__contains=canonical(text))
            | Q(person__regex=shape)
            | Q(kana__regex=shape)
            | Q(email__icontains=text)
            | Q(email2__icontains=text)
        )
        if phone := phone_pattern_of(text):
            for name in ("phone", "mobile", "fax", "work_phone"):
                found |= Q(**{f"{name}__regex": phone})
        people = self.alias(
            person=Concat("family_name", "given_name"), kana=Concat("family_kana", "given_kana")
        )
        return people.filter(found)

    def deciding(self) -> Self:
        """Return the operator's staff who approve and deny."""
        return self.active().filter(role__in=DECIDING)

    def staff(self) -> Self:
        """Return the operator's people, also those who have left."""
        return self.filter(role__in=STAFF)

    def create_member(
        self, application: "Confirmable", organization: Organization | None = None
    ) -> "Account":
        """Create the member of an approved application; raise `IntegrityError` by the rule.

        The business is `organization`, or else the one that the application names.
        """
        person = {name: getattr(application, name) for name in PERSON_FIELDS}
        if not application.is_confirmed("email2"):
            person["email2"] = ""
        return self.create(
            login=cast("LoginID", application.login),  # who waits holds one: a constraint
            password=application.password or make_password(None),
            organization=organization
            or Organization.of(application.organization_name, application.corporate_number),
            terms=application.terms,
            consented_at=application.consented_at,
            **person,
        )

    def create_operator(  # noqa: PLR0913 - what one types at the prompt
        self, *, login_id: str, name: str, email: str, password: str, role: str, by
    ) -> "Account":
        """Create one of the operator's staff; raise `ValidationError` by field.

        `by` is the colleague who invites, or None from the command line.
        """
        hashed = new_hash(password, self.model(login_id=canonical(login_id)))
        with transaction.atomic():
            login = LoginID.claim(login_id)
            return self.employ(login, name=name, email=email, hashed=hashed, role=role, by=by)

    @transaction.atomic
    def employ(  # noqa: PLR0913 - as create_operator
        self, login: LoginID, *, name: str, email: str, hashed: str, role: str, by
    ) -> "Account":
        """Do as `create_operator`, with a login ID claimed before and a password's hash."""
        account = self.model(family_name=name, email=email, role=role, login=login, password=hashed)
        account.clean_fields(exclude=BLANK_FOR_OPERATORS)
        account.validate_constraints()
        account.save()
        record("operator.created", account, by=by, role=role)
        return account


BLANK_FOR_OPERATORS = {*PERSON_FIELDS} - {"family_name", "email"} | {
    "organization",
    "terms",
    "consented_at",
    "retired_at",
    "suspended_at",
    "suspension_reason",
    "last_login",
}


class Account(
    HandingOver,
    Leaving,
    PasswordHolder,
    Administrated,
    SecondFactor,
    Consenting,
    Reachable,
    Suspendable,
    LoggedIn,
    Standing,
    OfBusiness,
):
    """The concerns, those that stand on others first, on the columns of AccountFields."""

    objects = AccountQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        indexes = [  # what likely duplicates are found by: flagged.py
            models.Index(fields=["phone"], condition=Q(retired_at=None), name="account_phone"),
            models.Index(
                Lower("email2"),
                condition=Q(retired_at=None, email2__gt=""),
                name="account_second_email",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(retired_at=None),
                name="account_one_active_per_organization",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(retired_at=None),
                name="account_one_active_per_email",
                violation_error_message=_("このメールアドレスは、他のアカウントで使われています。"),
            ),
            models.CheckConstraint(
                condition=Q(role="member", organization__isnull=False)
                | Q(role__in=["reviewer", "administrator", "auditor"], organization=None),
                name="account_role",
            ),
            models.CheckConstraint(
                condition=Q(suspended_at=None, suspension_reason="")
                | (Q(suspended_at__isnull=False) & ~Q(suspension_reason="")),
                name="account_suspension_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"
