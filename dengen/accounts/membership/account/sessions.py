"""Leaving, here and elsewhere: the sessions of an account."""

from django.conf import settings
from django.db import transaction

from dengen.accounts.membership.account.fields import AccountFields
from dengen.events.steps import lock
from dengen.events.trail import record


class LoggedIn(AccountFields):
    """Mixin of Account."""

    class Meta:
        abstract = True

    @transaction.atomic
    def log_out(self) -> None:
        """Note that the person left; ending the session is the caller's."""
        record("account.logged_out", self, by=self)

    @transaction.atomic
    def log_out_elsewhere(self, *, here: str) -> int:
        """End all sessions but the one with the key `here`; return how many there were."""
        ended, _rows = self.sessions.exclude(pk=here).delete()
        if ended:
            record("session.ended", self, by=self, count=ended)
        return ended

    @transaction.atomic
    def end_oldest_sessions(self) -> None:
        """End the oldest sessions beyond the number that an account may have."""
        lock(self)
        newest = self.sessions.order_by("-began_at", "pk")[: settings.SESSIONS_PER_ACCOUNT]
        ended, _rows = self.sessions.exclude(
            pk__in=list(newest.values_list("pk", flat=True))
        ).delete()
        if ended:
            record("session.ended", self, by=self, count=ended)
