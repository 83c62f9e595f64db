"""Where a person is logged in: Django's sessions, with their account."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Sum
from django.db.models.functions import Length

from dengen import clock
from dengen.accounts.limits.room import counts_for_strangers
from dengen.accounts.membership.account.account import Account


class SessionQuerySet(models.QuerySet["Session"]):
    """Scopes of sessions."""

    def running(self) -> Self:
        """Return those that have not been idle for too long, nor begun too long ago."""
        now = clock.now()
        began = now - timedelta(hours=settings.SESSION_HOURS)
        return self.filter(expire_date__gt=now, began_at__gt=began)


class SessionManager(BaseSessionManager.from_queryset(SessionQuerySet)):  # type: ignore[misc]
    """Django's, with the scopes."""


class Session(AbstractBaseSession):
    """One browser, as SessionStore writes it; `account` is None while nobody is logged in there."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(default=clock.now)

    objects = SessionManager()  # type: ignore[misc]  # as a class variable, in the library


@counts_for_strangers
def sessions_of_nobody() -> int:
    """Return the bytes of the forms in the sessions of people who aren't logged in."""
    nobodys = Session.objects.filter(account=None)
    return nobodys.aggregate(bytes=Sum(Length("session_data")))["bytes"] or 0
