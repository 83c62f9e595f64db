"""What is registered about oneself, and what one can do about it (manual §5.2)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.browsers import browser_name
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.sessions.session import Session
from dengen.events.models import Event

SHOWN_LOGINS = 5


@require_safe
def account(request: PersonalRequest) -> HttpResponse:
    """Show the account page."""
    logins = Event.objects.about(request.user).filter(name="account.logged_in")
    context = {
        "account": request.user,
        "logins": logins.order_by("-pk")[:SHOWN_LOGINS],
        "sessions": _sessions(request),
        "handover": request.user.open_handover if request.user.is_member else None,
        "retirement": request.user.waiting_retirement,
    }
    return render(request, "accounts/account.html", context)


def _sessions(request: PersonalRequest) -> list[tuple[Session, str, bool]]:
    """Return where the person is logged in: session, browser's name, whether it is this one."""
    running = request.user.sessions.running().order_by("-began_at")
    here = request.session.session_key
    return [(row, browser_name(row.browser), row.pk == here) for row in running]
