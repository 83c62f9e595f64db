"""Logging in and out (manual §2.2, §2.3)."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from dengen.accounts.applications.views import form_awaiting_confirmation
from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.forms.login import LoginForm
from dengen.accounts.authentication.refusals import (
    LoginRefused,
    NotYetApproved,
    Temporary,
    TooManyFromHere,
)
from dengen.accounts.authentication.second_factor.proof import before_second_factor
from dengen.accounts.authentication.sessions import known_browser
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.authentication.views.login_refusal import refusal_text
from dengen.accounts.authentication.views.onward import home_of, next_page, redirect_onward
from dengen.accounts.authentication.views.password_request import note_entered_password
from dengen.accounts.limits import too_many
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.passwords.hashing import Busy

RETRY_SECONDS = 5  # after which somebody who was turned away may try again


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """Show the board's front door."""
    if request.user.is_authenticated:
        if request.method == "POST":
            messages.info(request, _already(request.user))
        return redirect(home_of(request.user))
    form = LoginForm(request.POST or None)
    if form.is_valid():
        try:
            account = _log_in(request, **form.cleaned_data)
        except Temporary as temporary:
            note_entered_password(request, temporary.key)
            return redirect("accounts:new-password")
        except Busy as busy:
            form.add_error(None, busy)
            return _soon(_page(request, form))
        except TooManyFromHere as refusal:
            form.add_error(None, refusal_text(refusal))
            return too_many(_page(request, form), refusal.until)
        except LoginRefused as refusal:
            form.add_error(None, refusal_text(refusal))
            form.can_send_again = _can_send_again(request, refusal)
        else:
            return redirect_onward(request, account)
    return _page(request, form)


def _log_in(request: HttpRequest, login_id: str, password: str) -> Account:
    return log_in(login_id, password, is_known=known_browser.is_known(request, login_id))


def _can_send_again(request: HttpRequest, refusal: LoginRefused) -> bool:
    """Return whether a button sends the link that confirms the address once more."""
    if not isinstance(refusal, NotYetApproved) or not refusal.application.awaits_confirmation:
        return False
    form_awaiting_confirmation.note_proven(request, refusal.application)
    return True


def _page(request: HttpRequest, form: LoginForm) -> HttpResponse:
    context = {"form": form, "next": next_page(request)}
    return render(request, "accounts/login.html", context)


def _already(account: Account) -> str:
    return _(
        "すでに「%(id)s」でログインしています。別の会員IDで使う場合は、いったんログアウトしてください。"
    ) % {"id": account.login}


def _soon(response: HttpResponse) -> HttpResponse:
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


@before_second_factor
@require_POST
def logout(request: PersonalRequest) -> HttpResponse:
    """End the session on the server and return to the login page."""
    request.user.log_out()
    interrupted_form.log_out(request)
    messages.success(request, _("ログアウトしました。"))
    following = next_page(request)
    response = redirect_to_login(following) if following else redirect("accounts:login")
    response["Clear-Site-Data"] = '"cache"'  # the pages that the browser was allowed to keep
    return response
