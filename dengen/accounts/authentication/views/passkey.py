"""Setting up a passkey."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dengen.accounts.authentication.forms.second_factor import PasskeyForm, no_answer
from dengen.accounts.authentication.second_factor.challenge import challenge, take_challenge
from dengen.accounts.authentication.second_factor.proof import (
    before_second_factor,
    recent_proof_required,
)
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.views.recovery_codes import added
from dengen.accounts.membership.second_factor import relying_party


@before_second_factor
@recent_proof_required
@never_cache
def passkey(request: PersonalRequest) -> HttpResponse:
    """Show the page; the browser's answer to its question is the passkey."""
    if not relying_party.is_possible():
        raise Http404
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        try:
            codes = request.user.add_passkey(
                name=form.cleaned_data["name"],
                answer=form.cleaned_data["answer"],
                challenge=take_challenge(request),
            )
        except relying_party.BadAnswer:
            form.add_error(None, no_answer())
        else:
            return added(request, codes, _("パスキーを登録しました。"))
    known = [one.public_half for one in request.user.passkeys.all()]
    options = relying_party.creation_options(request.user, known, challenge(request))
    context = {"form": form, "options": json.dumps(options)}
    return render(request, "accounts/passkey.html", context)
