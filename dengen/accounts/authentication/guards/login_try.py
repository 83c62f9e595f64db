"""A try to log in that is under way: claimed before its password is checked, settled after."""

from datetime import timedelta
from typing import Self

from django.db import models

from dengen import clock
from dengen.accounts.authentication.guards.guard import LoginGuard

ABANDONED_AFTER = timedelta(minutes=1)  # checking takes less; then its process has died


class LoginTryQuerySet(models.QuerySet["LoginTry"]):
    """Scopes of tries."""

    def abandoned(self) -> Self:
        """Return those that nobody will settle."""
        return self.filter(claimed_at__lte=clock.now() - ABANDONED_AFTER)


class LoginTry(models.Model):
    """One of the tries that an ID has, taken while no lock is held: see `signing_in`."""

    guard = models.ForeignKey(LoginGuard, models.CASCADE, related_name="tries")
    claimed_at = models.DateTimeField(default=clock.now, db_index=True)

    objects = LoginTryQuerySet.as_manager()

    def __str__(self) -> str:
        return f"try {self.pk}"
