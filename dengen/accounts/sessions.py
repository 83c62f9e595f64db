"""Django's session store, with a note of who is logged in, from where, and since when."""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest

from dengen.accounts.models import Account, Session
from dengen.japan import clock

NOTE = "logged_in"


class SessionStore(DatabaseStore):
    """Writes the note into columns of its own, so that an account's sessions can be found."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row, with what was noted at the login."""
        row: Any = super().create_model_instance(data)
        note = data.get(NOTE)
        if note:
            row.account_id = data.get(SESSION_KEY)
            row.address, row.browser = note["address"], note["browser"]
            row.began_at = datetime.fromisoformat(note["at"])
        return row


def note_login(sender: type, request: HttpRequest, user: Account, **signal: object) -> None:
    """Keeps in the session what the account page shows of it; follows every login."""
    request.session[NOTE] = {
        "address": request.META.get("REMOTE_ADDR", "")[:45],
        "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
        "at": clock.now().isoformat(),
    }
