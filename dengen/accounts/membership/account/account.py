"""A member of the board, or one of the operator's staff."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from dengen import clock
from dengen.accounts.membership.account.administration import Administrated
from dengen.accounts.membership.account.business import OfBusiness
from dengen.accounts.membership.account.consent import Consenting, ConsentingQuerySet
from dengen.accounts.membership.account.contact import Reachable
from dengen.accounts.membership.account.creation import CreatingQuerySet
from dengen.accounts.membership.account.handing_over import HandingOver
from dengen.accounts.membership.account.password import PasswordHolder
from dengen.accounts.membership.account.retirement import Leaving
from dengen.accounts.membership.account.searching import SearchableQuerySet
from dengen.accounts.membership.account.sessions import LoggedIn
from dengen.accounts.membership.account.standing import HasStanding
from dengen.accounts.membership.account.suspension import Suspendable
from dengen.accounts.membership.role import DECIDING, STAFF, Role
from dengen.accounts.membership.second_factor.second_factor import SecondFactor


def _frozen() -> Q:
    return Q(guard__frozen_until__gt=clock.now())


class AccountQuerySet(  # type: ignore[override]  # each makes a manager of its own type
    CreatingQuerySet["Account"], SearchableQuerySet["Account"], ConsentingQuerySet["Account"]
):
    """Scopes of accounts."""

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

    def deciding(self) -> Self:
        """Return the operator's staff who approve and deny."""
        return self.active().filter(role__in=DECIDING)

    def staff(self) -> Self:
        """Return the operator's staff, also those who have left."""
        return self.filter(role__in=STAFF)


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
    HasStanding,
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
                condition=Q(role=Role.MEMBER, organization__isnull=False)
                | Q(role__in=STAFF, organization=None),
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
