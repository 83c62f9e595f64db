"""Where somebody goes on to after logging in or agreeing to the terms."""

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dengen.accounts.authentication.second_factor import pending_login
from dengen.accounts.authentication.sessions import known_browser
from dengen.accounts.membership.account.account import Account
from dengen.ui.visiting import can_be_visited


def next_page(request: HttpRequest) -> str:
    """Return the page that the person wanted, if it is one of this board; "" otherwise."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours and target.startswith("/") and can_be_visited(target) else ""


def home_of(account: Account) -> str:
    """Return the address of the account's first page."""
    return reverse("console:home" if account.is_operator else "listings:home")


def redirect_onward(request: HttpRequest, account: Account) -> HttpResponse:
    """Lead somebody whose password was right to the second step, or into the board."""
    if account.has_second_factor:
        pending_login.begin(request, account, next_page(request))
        return redirect("accounts:second-step")
    auth.login(request, account)
    return known_browser.mark_as_known(redirect(next_page(request) or home_of(account)), account)
