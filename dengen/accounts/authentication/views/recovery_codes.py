"""リカバリーコード: shown once, when they are made."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from dengen.accounts.authentication.second_factor.proof import (
    SETTINGS_PAGE,
    note_proof,
    recent_proof_required,
)
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.events.steps import StepNotAllowed


@recent_proof_required
@never_cache
def recovery_codes(request: PersonalRequest) -> HttpResponse:
    """Ask first, for the old ones become void; then show the new ones."""
    if request.method != "POST":
        count = request.user.recovery_codes.count()
        return render(request, "accounts/recovery_codes_renewal.html", {"code_count": count})
    try:
        codes = request.user.renew_recovery_codes()
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect(SETTINGS_PAGE)
    return _show(request, codes)


def added(request: PersonalRequest, codes: list[str], news: str) -> HttpResponse:
    """Show the first recovery codes after a factor was set up, or go to the settings."""
    note_proof(request)
    messages.success(request, news)
    return _show(request, codes) if codes else redirect(SETTINGS_PAGE)


def _show(request: PersonalRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes})
