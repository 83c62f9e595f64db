"""二段階認証: what the person has set up, and taking one of it away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts import relying_party
from dengen.accounts.proof import SETTINGS_PAGE, before_second_factor, recent_proof_required
from dengen.accounts.requests import PersonalRequest
from dengen.events.steps import StepNotAllowed


@before_second_factor
@require_safe
def second_factor(request: PersonalRequest) -> HttpResponse:
    """All of it, or what to choose from while there is nothing; staff only."""
    if request.user.is_member:
        raise Http404
    context = {
        "app": request.user.app,
        "passkeys": request.user.passkeys.order_by("pk"),
        "code_count": request.user.recovery_codes.count(),
        "is_possible": relying_party.is_possible(),
    }
    return render(request, "accounts/second_factor.html", context)


@recent_proof_required
@require_POST
def authenticator_app_removal(request: PersonalRequest) -> HttpResponse:
    """The app's codes aren't taken any more."""
    try:
        request.user.remove_authenticator_app()
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("認証アプリを削除しました。"))
    return redirect(SETTINGS_PAGE)


@recent_proof_required
@require_POST
def passkey_removal(request: PersonalRequest, pk: int) -> HttpResponse:
    """That passkey isn't taken any more."""
    try:
        request.user.remove_passkey(pk)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("パスキーを削除しました。"))
    return redirect(SETTINGS_PAGE)
