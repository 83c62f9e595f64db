"""How long the login lasts: asked by the page's script shortly before its end (WCAG 2.2.1)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dengen import clock
from dengen.accounts.authentication.sessions.session import Session

# Seconds: what is nearer to the absolute end than this can't be prolonged any more.
NEAR_END_SECONDS = 60


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """Show on GET the time that is left, and prolong nothing; on POST do 「続ける」.

    The answer is the warning's dialog, with the seconds until the end.
    """
    if request.method == "POST":
        bool(request.user.is_authenticated)  # reads the session, which prolongs it
    row = Session.objects.running().filter(pk=request.session.session_key).first()
    context: dict[str, object] = {"seconds": 0}
    if row is not None and row.account_id is not None:
        idle = row.expire_date - clock.now()
        longest = row.began_at + timedelta(hours=settings.SESSION_HOURS) - clock.now()
        seconds = min(idle, longest) // timedelta(seconds=1)
        context = {
            "seconds": seconds,
            "minutes": max(1, seconds // 60),
            "can_stay": (longest - idle).total_seconds() > NEAR_END_SECONDS,
        }
    return render(request, "accounts/session_end.html", context)
