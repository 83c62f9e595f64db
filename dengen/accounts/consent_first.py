"""A member who hasn't agreed to the terms in force is asked before anything else."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dengen.accounts.login_first import READING, page_before

# What remains to somebody who doesn't agree, besides the pages that ask for no login.
REMAINING = {
    "accounts:logout",
    "accounts:consent",
    "accounts:refusal",
    "accounts:retirement",
    "accounts:retirement-withdrawal",
}


class ConsentFirstMiddleware:
    """Every page but those that remain leads to the new terms, and afterwards goes on.

    Costs no query: the session's account was loaded together with the version in force.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponseRedirect | None:
        """To the new terms, with the address of the page that was wanted or left."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in REMAINING or not request.user.owes_consent:
            return None
        wanted = request.get_full_path() if request.method in READING else page_before(request)
        return HttpResponseRedirect(f"{reverse('accounts:consent')}?{urlencode({'next': wanted})}")
