"""Logging out elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest


@require_POST
def other_sessions_end(request: PersonalRequest) -> HttpResponse:
    """End every session of this account but the one that asks."""
    count = request.user.log_out_elsewhere(here=request.session.session_key or "")
    if count:
        messages.success(
            request, _("他の端末でのログイン（%(count)d件）を終了しました。") % {"count": count}
        )
    else:
        messages.info(request, _("他の端末でのログインはありませんでした。"))
    return redirect("accounts:account")
