"""A browser in which somebody has logged in before is let past the limit of its network.

Otherwise one computer of an office, or a stranger behind the same address, could shut out everybody
else. The cookie is good for one ID and opens nothing; wrong passwords freeze the ID all the same.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from dengen.accounts.authentication.guards.guard import guard_key
from dengen.accounts.membership.account.account import Account

COOKIE = "__Host-known" if settings.IS_SECURE else "known"
SALT = "dengen.known_browser"
COOKIE_LIFETIME = timedelta(days=180)


def mark_as_known[Response: HttpResponse](response: Response, account: Account) -> Response:
    """Tell the browser of it, after a login; return the response."""
    response.set_cookie(
        COOKIE,
        signing.dumps(guard_key(account.login_id), salt=SALT),
        max_age=COOKIE_LIFETIME,
        secure=settings.IS_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def is_known(request: HttpRequest, login_id: str) -> bool:
    """Return whether this ID was logged in with this browser."""
    try:
        key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_LIFETIME)
    except signing.BadSignature:
        return False
    return key == guard_key(login_id)
