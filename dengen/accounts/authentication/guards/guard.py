"""Freezing (凍結): five wrong passwords in a row lock an ID for 24 hours (manual §2.2)."""

import hashlib
import logging
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.dispatch import Signal

from dengen import clock
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.login_id import canonical
from dengen.events.trail import record

log = logging.getLogger("dengen.logins")
login_refused = Signal()  # with `reason`, the name of a kind of `LoginRefused`


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
        """Return the locked guard of that ID; tries for one ID queue up here."""
        key = guard_key(typed_id)
        cls.objects.get_or_create(key=key)
        return cls.objects.select_for_update().get(key=key)

    @classmethod
    def is_open_for(cls, typed_id: str) -> bool:
        """Return whether a password for that ID would be checked now; only read."""
        found = cls.objects.filter(key=guard_key(typed_id)).first()
        return found is None or found.has_room()

    def is_frozen(self) -> bool:
        """Return whether the freeze still lasts."""
        return self.frozen_until is not None and clock.now() < self.frozen_until

    def has_room(self) -> bool:
        """Return whether one more try may be made: those under way are counted too."""
        if self.is_frozen():
            return False
        counted = 0 if self.frozen_until else self.failures
        return counted + self.tries.count() < settings.LOGIN_TRIES

    def count_failure(self, *, by: Account | None = None) -> None:
        """Count a wrong password; the last one allowed freezes the ID and tells its owner.

        `by` is who was logged in and typed it again; None before a login. A freeze ends no session,
        or strangers could throw people out.
        """
        if self.frozen_until:
            self.failures, self.frozen_until = 0, None
        self.failures += 1
        self.failed_at = clock.now()
        if self.failures >= settings.LOGIN_TRIES:
            self.frozen_until = clock.now() + timedelta(hours=settings.FREEZE_HOURS)
            if self.account:
                until = self.frozen_until.isoformat()
                record("account.frozen", self.account, by=by, until=until)
        self.save()

    def belongs_to(self, account: Account | None) -> None:
        """Note whose ID it is, as far as that is known."""
        if account and self.account_id != account.pk:
            self.account = account
            self.save(update_fields=["account"])

    def reset(self) -> None:
        """Begin the count anew after a right password."""
        self.failures, self.frozen_until = 0, None
        self.save()


def guard_key(typed_id: str) -> str:
    """Return the key of the guard of that ID, in whatever case and width it is typed."""
    return hashlib.sha256(canonical(typed_id).encode("utf-8", "surrogatepass")).hexdigest()


def tell_refusal(typed_id: str, refusal: Exception) -> None:
    """Log why a try was refused, and for which account; tell those who count refusals."""
    guard = LoginGuard.objects.filter(key=guard_key(typed_id)).first()
    fields = {"reason": type(refusal).__name__, "account": guard and guard.account_id}
    log.info("login refused", extra={"fields": fields})
    login_refused.send(LoginGuard, reason=fields["reason"])
