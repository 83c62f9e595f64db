"""Django's session store, with a note of who is logged in, from where, and since when."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core import signing
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from dengen.accounts.models import Account, Session
from dengen.events import version
from dengen.japan import clock

NOTE = "logged_in"
QUERY = f"""
SELECT session_data, {version.NUMBER} FROM {Session._meta.db_table}
WHERE session_key = %s AND expire_date > %s
"""  # noqa: S608 - names of our own


class SessionStore(DatabaseStore):
    """Writes the note into columns of its own, so that an account's sessions can be found.

    `version` is the board's (see events/version.py), read together with the session.
    """

    version = 0

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

    def load(self) -> dict[str, Any]:
        """What is kept; every request asks this, so in one query without Django's detours."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(QUERY, [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        text, self.version = row
        try:
            return json.loads(_proven(text, self.key_salt))
        except signing.BadSignature:
            return self.decode(text)


@lru_cache(4096)
def _proven(text: str, salt: str) -> str:
    # As JSON: whoever gets it may change what it is read into.
    return json.dumps(signing.loads(text, salt=salt))


def note_login(sender: type, request: HttpRequest, user: Account, **signal: object) -> None:
    """Keeps in the session what the account page shows of it; follows every login."""
    request.session[NOTE] = {
        "address": request.META.get("REMOTE_ADDR", "")[:45],
        "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
        "at": clock.now().isoformat(),
    }
