"""Freezing (凍結): five wrong passwords in a row lock an ID for 24 hours (manual §2.2)."""

import hashlib
import logging
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models

from dengen.accounts.models.account import Account
from dengen.accounts.models.login_id import canonical
from dengen.events.trail import record
from dengen.japan import clock

log = logging.getLogger("dengen.logins")


class LoginGuard(models.Model):
    """The count of wrong passwords for one typed ID, whether or not that ID exists.

    Keyed by a hash: what people type as their ID is now and then their password.
    """

    key = models.CharField(max_length=64, primary_key=True)
    account = models.OneToOneField(Account, models.PROTECT, null=True, related_name="guard")
    failures = models.PositiveSmallIntegerField(default=0)
    frozen_until = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(default=clock.now, db_index=True)

    def __str__(self) -> str:
        return f"guard {self.key[:8]}: {self.failures}"

    @classmethod
    def lock_for(cls, typed_id: str) -> Self:
        """The locked guard of that ID; tries for one ID queue up here."""
        key = guard_key(typed_id)
        cls.objects.get_or_create(key=key)
        return cls.objects.select_for_update().get(key=key)

    def is_frozen(self) -> bool:
        """Whether the 24 hours still run."""
        return self.frozen_until is not None and clock.now() < self.frozen_until

    def count_failure(self) -> None:
        """One more wrong password; the fifth in a row freezes the ID and tells its owner."""
        if self.frozen_until:
            self.failures, self.frozen_until = 0, None
        self.failures += 1
        self.failed_at = clock.now()
        if self.failures >= settings.LOGIN_TRIES:
            self.frozen_until = clock.now() + timedelta(hours=settings.FREEZE_HOURS)
            if self.account:
                until = self.frozen_until.isoformat()
                self.account.sessions.all().delete()
                record("account.frozen", self.account, by=None, until=until)
        self.save()

    def log_refusal(self, refusal: Exception) -> None:
        """A line for the log: why a try was refused, and on whose account, if it is anybody's."""
        fields = {"reason": type(refusal).__name__, "account": self.account_id}
        log.info("login refused", extra={"fields": fields})

    def reset(self) -> None:
        """A right password: the count begins anew."""
        self.failures, self.frozen_until = 0, None
        self.save()


def guard_key(typed_id: str) -> str:
    """The key of the guard of that ID, in whatever case and width it is typed."""
    return hashlib.sha256(canonical(typed_id).encode("utf-8", "surrogatepass")).hexdigest()
