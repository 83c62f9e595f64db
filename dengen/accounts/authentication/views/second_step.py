"""The second step of the staff's login, and the same again before something grave."""

import json

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dengen.accounts.authentication.forms.second_factor import SecondStepForm
from dengen.accounts.authentication.refusals import Frozen, WrongSecondFactor
from dengen.accounts.authentication.second_factor import pending_login
from dengen.accounts.authentication.second_factor.challenge import challenge, take_challenge
from dengen.accounts.authentication.second_factor.proof import note_proof
from dengen.accounts.authentication.second_factor.second_step import Way, take_second_step
from dengen.accounts.authentication.sessions import known_browser
from dengen.accounts.authentication.views.login_refusal import refusal_text
from dengen.accounts.authentication.views.onward import next_page
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.second_factor import relying_party
from dengen.accounts.membership.second_factor.second_factor import wrong_code


@login_not_required
@never_cache
@sensitive_post_parameters("code", "recovery_code", "answer")
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a code, a passkey or a recovery code."""
    account = _account(request)
    if account is None:
        messages.info(request, _("もう一度、会員IDとパスワードを入力してください。"))
        return redirect("accounts:login")
    form = SecondStepForm(request.POST or None)
    if form.is_valid():
        try:
            return _go_on(request, account, form)
        except WrongSecondFactor:
            name = form.field_of_way
            form.add_error(None if name == "answer" else name, _what_is_wrong(name))
        except Frozen as refusal:
            pending_login.end(request)
            messages.error(request, refusal_text(refusal))
            return redirect("accounts:login")
    return render(request, "accounts/second_step.html", _context(request, account, form))


def _account(request: HttpRequest) -> Account | None:
    """Return who is in with a second factor, or had the right password minutes ago."""
    if not request.user.is_authenticated:
        return pending_login.pending_account(request)
    return request.user if request.user.has_second_factor else None


def _go_on(request: HttpRequest, account: Account, form: SecondStepForm) -> HttpResponse:
    is_login = not request.user.is_authenticated
    asked = take_challenge(request)
    take_second_step(
        account, form.cleaned_data["way"], form.proof, challenge=asked, logs_in=is_login
    )
    wanted = pending_login.end(request) if is_login else next_page(request)
    if is_login:
        auth.login(request, account)
    note_proof(request)
    return known_browser.mark_as_known(redirect(wanted or "console:home"), account)


def _context(request: HttpRequest, account: Account, form: SecondStepForm) -> dict[str, object]:
    known = [passkey.public_half for passkey in account.passkeys.all()]
    has_passkey = bool(known) and relying_party.is_possible()
    options = relying_party.request_options(known, challenge(request)) if has_passkey else {}
    return {
        "form": form,
        "has_app": account.app is not None,
        "options": json.dumps(options) if has_passkey else "",
        "next": next_page(request),
        "is_recovery": form.is_bound and form.data.get("way") == Way.RECOVERY_CODE,
    }


def _what_is_wrong(field: str) -> str:
    return {
        "code": wrong_code(),
        "recovery_code": _(
            "リカバリーコードが正しくないか、すでに使われています。別のコードを入力してください。"
        ),
        "answer": _("このパスキーは登録されていないか、確認できませんでした。"),
    }[field]
