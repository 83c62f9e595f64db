"""二段階認証: what the person has set up, and taking one of it away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.second_factor.proof import (
    SETTINGS_PAGE,
    before_second_factor,
    recent_proof_required,
)
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.membership.second_factor import relying_party
from dengen.events.steps import StepNotAllowed
from dengen.ui.asking import Question, confirm_first


@before_second_factor
@require_safe
def second_factor(request: PersonalRequest) -> HttpResponse:
    """Show all of it, or what to choose from while there is nothing; staff only."""
    if request.user.is_member:
        raise Http404
    context = {
        "app": request.user.app,
        "passkeys": request.user.passkeys.order_by("pk"),
        "code_count": request.user.recovery_codes.count(),
        "is_possible": relying_party.is_possible(),
    }
    return render(request, "accounts/second_factor.html", context)


def _question_to_remove_app(request: PersonalRequest) -> Question:
    return _question(_("認証アプリを削除しますか？"))


def _question_to_remove_passkey(request: PersonalRequest, pk: int) -> Question:
    passkey = request.user.passkeys.filter(pk=pk).first()
    name = passkey.name if passkey else ""
    return _question(_("パスキー「%(name)s」を削除しますか？") % {"name": name})


def _question(heading: str) -> Question:
    return Question(
        heading=heading,
        consequences=_("ログインの確認に使えなくなります。もう一度登録することはできます。"),
        button=_("削除する"),
        place=_("二段階認証"),
        back=reverse(SETTINGS_PAGE),
    )


@recent_proof_required
@require_POST
@confirm_first(_question_to_remove_app)
def authenticator_app_removal(request: PersonalRequest) -> HttpResponse:
    """Remove the authenticator app: its codes aren't taken any more."""
    try:
        request.user.remove_authenticator_app()
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("認証アプリを削除しました。"))
    return redirect(SETTINGS_PAGE)


@recent_proof_required
@require_POST
@confirm_first(_question_to_remove_passkey)
def passkey_removal(request: PersonalRequest, pk: int) -> HttpResponse:
    """Remove that passkey, which isn't taken any more."""
    try:
        request.user.remove_passkey(pk)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("パスキーを削除しました。"))
    return redirect(SETTINGS_PAGE)
