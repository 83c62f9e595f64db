"""Who sends a request: looked up only when something of theirs has changed since."""

import pickle
from copy import copy
from datetime import date
from typing import Any, cast

from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject, empty

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.sessions.store import SessionStore
from dengen.accounts.membership.account.account import Account
from dengen.bounded_cache import BoundedCache
from dengen.events.topics import ACCOUNT, NOTICES
from dengen.japan.business_days import today
from dengen.ui.visiting import SAFE_METHODS

type Key = tuple[tuple[int, ...], date]
type Known = tuple[Key, Account]

TIMES = 3  # an object takes more room than when it is written down
MEGABYTES = 8  # some two thousand accounts
_known: BoundedCache[str, Known] = BoundedCache(
    MEGABYTES * 2**20, lambda known: TIMES * len(pickle.dumps(known)), name="accounts"
)


class CurrentAccountMiddleware(AuthenticationMiddleware):
    """As Django's, but takes `request.user` from memory while nothing of it has changed."""

    def process_request(self, request: HttpRequest) -> None:
        """Set `request.user`, but ask for nobody before somebody wants to know."""
        super().process_request(request)
        person = SimpleLazyObject(lambda: current_account(cast("PersonalRequest", request)))
        request.user = person  # type: ignore[assignment]  # as Django does


def current_account(request: PersonalRequest) -> Account | AnonymousUser:
    """Return the session's account, or nobody.

    What is kept of an account is good until its own version or that of the terms is another: no
    suspension or new password comes without an event. For a request that changes something the
    account is read afresh: the verb changes that very row.
    """
    session = request.session
    pk = session.get(auth.SESSION_KEY)
    if request.method not in SAFE_METHODS or pk is None:
        return auth.get_user(request)
    # The session was read before the account: that is never older than what it is kept under.
    key = session.versions.of(ACCOUNT | NOTICES), today()
    account = _still_true(pk, key)
    if account is not None and _opens(session, account):
        return copy(account)
    user = auth.get_user(request)
    if isinstance(user, Account):
        _known.put(pk, (key, copy(user)))
    return user


def number_of(request: HttpRequest) -> int | None:
    """Return the primary key of who sends the request if it is known already; ask nothing."""
    person: Any = getattr(request, "user", None)
    if isinstance(person, SimpleLazyObject) and person.__dict__["_wrapped"] is empty:
        return None
    return person.pk if person else None


def _still_true(pk: str, key: Key) -> Account | None:
    known = _known.get(pk)
    return known[1] if known and known[0] == key else None


def _opens(session: SessionStore, account: Account) -> bool:
    """Do what `auth.get_user` does: return whether it may be here and has the login's password."""
    own = account.get_session_auth_hash()
    same = constant_time_compare(session.get(auth.HASH_SESSION_KEY, ""), own)
    return same and account.may_stay
