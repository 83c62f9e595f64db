"""What an administrator does with a colleague's account."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from dengen.accounts.membership.role import STAFF, Role
from dengen.accounts.membership.second_factor.second_factor import SecondFactor
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account


class Administrated(SecondFactor):
    """Mixin of Account."""

    class Meta:
        abstract = True

    @transaction.atomic
    def change_role(self, role: str, *, by: "Account") -> None:
        """Give the colleague another role among the staff; nothing happens if it is the same.

        Raise `PermissionDenied` unless `by` is an administrator other than the person.
        """
        self.check_administrated(by=by)
        self.lock_staff()
        if role not in STAFF:
            raise PermissionDenied
        before, self.role = self.role, role
        if role == before:
            return
        self.save(update_fields=["role"])
        record("role.changed", self, by=by, before=before, role=role)

    @transaction.atomic
    def clear_second_factor(self, *, by: "Account | None") -> None:
        """Clear what somebody lost, and end the sessions; the next login sets it up anew.

        `by` is an administrator other than the person, or None from the command line; raise
        `PermissionDenied` otherwise. Nothing happens if there is nothing to clear.
        """
        if by is not None:
            self.check_administrated(by=by)
        self.lock_staff()
        if not self.has_second_factor:
            return
        self.forget_second_factor()
        self.sessions.all().delete()
        record("second_factor.cleared", self, by=by)

    def check_administrated(self, *, by: "Account") -> None:
        """Raise `PermissionDenied` unless `by` is an administrator other than this person.

        All administrators stay locked until the transaction ends: if two end each other's role at
        once, one of them remains, so the board always has one.
        """
        if by.pk == self.pk or by.pk not in self.lock_administrators():
            raise PermissionDenied

    def lock_administrators(self) -> list[int]:
        """Hold all administrators until the transaction ends; return their numbers."""
        administrators = type(self).objects.active().filter(role=Role.ADMINISTRATOR)
        locked = administrators.select_for_update().order_by("pk").values_list("pk", flat=True)
        return list(locked)
