"""Django's session store, with a note of who is logged in, from where, and since when."""

import json
from contextlib import suppress
from datetime import datetime, timedelta
from sys import getsizeof
from typing import Any, override

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core import signing
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from dengen import clock
from dengen.accounts.authentication.sessions.asked_by_all import ask
from dengen.accounts.authentication.sessions.session import Session
from dengen.accounts.membership.account.account import Account
from dengen.bounded_cache import BoundedCache
from dengen.database.limits import waiting_for_locks
from dengen.database.read_only import ReadOnly
from dengen.events import versions

LOGGED_IN_KEY = "logged_in"
BEGINS_KEY = "begins"  # until the session is saved for the first time with who is logged in
# Times within the idle limit that a session in use is prolonged: not every request.
PROLONGATIONS = 12
MEGABYTES = 8  # some five thousand sessions
PROLONGING_MILLISECONDS = 100


class SessionUnsaved(OperationalError):
    """The database failed when everything was done except saving the session."""

    comes_after_the_step = True


class SessionStore(DatabaseStore):
    """Writes the note into columns of its own, so that an account's sessions can be found.

    A login ends when nothing was asked for in `SESSION_IDLE_MINUTES`, and `SESSION_HOURS` after it
    began at the latest. `versions` are what its account's pages depend on (events/versions.py),
    read together with the session.
    """

    versions = versions.NO_VERSIONS

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row, with what was noted at the login."""
        row: Any = super().create_model_instance(data)
        note = data.get(LOGGED_IN_KEY)
        if note:
            row.account_id = data.get(SESSION_KEY)
            row.address, row.browser = note["address"], note["browser"]
            row.began_at = datetime.fromisoformat(note["at"])
            row.expire_date = timezone.now() + _idle()
        return row

    def load(self) -> dict[str, Any]:
        """Return what is kept, by one query without Django's detours: every request asks."""
        now = timezone.now()
        fresh, began = now + _idle() * (PROLONGATIONS - 1) / PROLONGATIONS, now - _longest()
        fresh_, now_, began_ = map(connection.ops.adapt_datetimefield_value, (fresh, now, began))
        found = ask([fresh_, self.session_key, now_, began_])
        if found is None:
            self._session_key = None
            return {}
        self.versions, text, is_stale = found
        if is_stale:
            self._prolong(now + _idle())
        try:
            return _read(text, self.key_salt)
        except signing.BadSignature:
            return self.decode(text)

    def _prolong(self, end: datetime) -> None:
        """Prolong the session, unless others write for long: then the next request does it."""
        row = Session.objects.filter(pk=self.session_key)
        short = waiting_for_locks(PROLONGING_MILLISECONDS)
        with suppress(OperationalError), short, transaction.atomic():
            row.update(expire_date=end)

    @override
    def save(self, must_create: bool = False) -> None:
        """Save as Django does, but tell a database that is away from a session that has ended.

        While the board is read-only a session stays as it is, so that its pages can be read.
        """
        is_beginning = LOGGED_IN_KEY in self and self.pop(BEGINS_KEY, False)
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, ReadOnly):
                return
            if isinstance(error.__context__, OperationalError):
                raise SessionUnsaved from error.__context__
            raise
        if is_beginning:
            Account.objects.get(pk=self[SESSION_KEY]).end_oldest_sessions()


def _idle() -> timedelta:
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def _longest() -> timedelta:
    return timedelta(hours=settings.SESSION_HOURS)


# Session data whose signature was checked, as JSON: each reader gets a copy that it may change.
_proven: BoundedCache[str, str] = BoundedCache(MEGABYTES * 2**20, getsizeof, name="sessions")


def _read(text: str, salt: str) -> dict[str, Any]:
    read = _proven.get(text)
    if read is None:
        read = json.dumps(signing.loads(text, salt=salt))
        _proven.put(text, read)
    return json.loads(read)


def note_login(sender: type, request: HttpRequest, user: Account, **signal: object) -> None:
    """Keep in the session what the account page shows of it, after every login."""
    request.session[LOGGED_IN_KEY] = {
        "address": request.META.get("REMOTE_ADDR", "")[:45],
        "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
        "at": clock.now().isoformat(),
    }
    request.session[BEGINS_KEY] = True
