"""The steps of an account while it lives: logged out, another password (manual §2.3, §5.1)."""

from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dengen.accounts.models.leaving import Leaving
from dengen.accounts.models.reachable import Reachable
from dengen.accounts.models.suspendable import Suspendable
from dengen.events.steps import lock
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.models.account import Account


class AccountLifecycle(Leaving, Reachable, Suspendable):
    """The verbs."""

    temporary_password = ""  # in plain, while its mail is written; it is never kept

    @transaction.atomic
    def log_out(self) -> None:
        """Notes that the person left; ending the session is the caller's."""
        record("account.logged_out", self, by=self)

    @transaction.atomic
    def log_out_elsewhere(self, *, here: str) -> int:
        """Ends all sessions but the one with the key `here`; says how many there were."""
        ended, _rows = self.sessions.exclude(pk=here).delete()
        if ended:
            record("session.ended", self, by=self, count=ended)
        return ended

    @transaction.atomic
    def change_password(self, password: str, *, by: "Account") -> None:
        """Sets another password, which ends all sessions; the caller may begin its own anew.

        Raises `ValidationError` if the password breaks a rule (manual §2.1), `PermissionDenied` if
        it is somebody else's.
        """
        if by.pk != self.pk:
            raise PermissionDenied
        validate_password(password, self)
        lock(self)
        self.set_password(password)
        self.save(update_fields=["password"])
        self.sessions.all().delete()
        record("password.changed", self, by=by)
