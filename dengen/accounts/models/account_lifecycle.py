"""The steps of an account while it lives: logged out, another password (manual §2.3, §5.1)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dengen.accounts.models.consenting import Consenting
from dengen.accounts.models.handing_over import HandingOver
from dengen.accounts.models.reachable import Reachable
from dengen.accounts.models.suspendable import Suspendable
from dengen.accounts.passwords import new_hash
from dengen.events.steps import lock
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.models.account import Account


class AccountLifecycle(Consenting, HandingOver, Reachable, Suspendable):
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
    def end_oldest_sessions(self) -> None:
        """Leaves as many as an account may have; the newest have just begun."""
        lock(self)
        newest = self.sessions.order_by("-began_at", "pk")[: settings.SESSIONS_PER_ACCOUNT]
        ended, _rows = self.sessions.exclude(
            pk__in=list(newest.values_list("pk", flat=True))
        ).delete()
        if ended:
            record("session.ended", self, by=self, count=ended)

    def change_password(self, password: str, *, by: "Account") -> None:
        """Sets another password, which ends all sessions; the caller may begin its own anew.

        Raises `ValidationError` if the password breaks a rule (manual §2.1), `PermissionDenied` if
        it is somebody else's.
        """
        if by.pk != self.pk:
            raise PermissionDenied
        self.take_new_password(new_hash(password, self), by=by)

    @transaction.atomic
    def take_new_password(self, hashed: str, *, by: "Account") -> None:
        """As `change_password`, with what `new_hash()` made of it before the transaction."""
        lock(self)
        self.password = hashed
        self.save(update_fields=["password"])
        self.sessions.all().delete()
        record("password.changed", self, by=by)
