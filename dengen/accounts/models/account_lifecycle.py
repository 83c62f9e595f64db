"""The steps of an account: logged in and out, and retired (manual §2.2, §2.3, §5.2)."""

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import transaction

from dengen.accounts.models.person import PERSON_FIELDS
from dengen.events.steps import lock
from dengen.events.trail import record
from dengen.japan import clock

if TYPE_CHECKING:
    from dengen.accounts.models.account import Account


class AccountLifecycle:
    """The verbs."""

    @transaction.atomic
    def log_out(self) -> None:
        """Notes that the person left; ending the session is the caller's."""
        record("account.logged_out", self, by=self)

    @transaction.atomic
    def retire(self, *, by: "Account") -> None:
        """Ends the ID for ever: nobody can log in with it or take it again (manual §5.2).

        The person's data is erased here; the trail and the business stay. Nothing happens if the
        account has retired already.
        """
        lock(self)
        if self.retired_at:
            return
        record("account.retired", self, by=by)  # first: the mail still needs name and address
        for name in PERSON_FIELDS:
            setattr(self, name, "")
        self.password = make_password(None)
        self.retired_at = clock.now()
        self.save()
