"""A member who hasn't agreed to the terms in force is asked before anything else."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dengen.accounts.authentication.middleware.login_first import page_before
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.views.consent import consent_page
from dengen.accounts.terms.forms.consent import NewTermsForm
from dengen.ui.sent_again import FORM_TOKEN, SEAL
from dengen.ui.visiting import SAFE_METHODS

# What remains to somebody who doesn't agree, besides the pages that ask for no login.
REMAINING = {
    "accounts:logout",
    "accounts:consent",
    "accounts:refusal",
    "accounts:retirement",
    "accounts:retirement-withdrawal",
}


class ConsentFirstMiddleware:
    """Leads every page but those that remain to the new terms, and goes on afterwards.

    It costs no query: the session's account was loaded together with the version in force.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Show the new terms, or redirect to them with the address of the page that was wanted.

        What somebody has typed and sent is kept on the page, and then sent to where it was going.
        """
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in REMAINING or not request.user.owes_consent:
            return None
        if request.method == "POST" and (typed := _typed(request)):
            return consent_page(
                cast("PersonalRequest", request), action=request.get_full_path(), kept=typed
            )
        wanted = request.get_full_path() if request.method in SAFE_METHODS else page_before(request)
        return HttpResponseRedirect(f"{reverse('accounts:consent')}?{urlencode({'next': wanted})}")


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent but our question; nothing if a page mustn't or can't hold it."""
    own = (FORM_TOKEN, SEAL, f"{NewTermsForm.prefix}-")
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith(own)
    ]
    is_secret = any("password" in name for name, _value in sent)
    return [] if is_secret or request.FILES else sent
