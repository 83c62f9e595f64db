"""Where a person is logged in: Django's sessions, with whose they are."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from dengen.accounts.models.account import Account
from dengen.japan import clock


class Session(AbstractBaseSession):
    """One browser. `account` is None while nobody is logged in there."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(default=clock.now)

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store that writes these rows."""
        from dengen.accounts.sessions import SessionStore  # noqa: PLC0415 - it needs this model

        return SessionStore
