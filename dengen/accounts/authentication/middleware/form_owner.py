"""A form is carried out only for the person whom its page was made for.

If somebody else logged in meanwhile, a button in a tab that stood open would act in that person's
name. So each form of a page that needs a login carries the page's seal (interrupted_form.py).
"""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.views.somebody_elses import somebody_elses
from dengen.ui.sent_again import SEAL
from dengen.ui.visiting import SAFE_METHODS


class FormOwnerMiddleware:
    """Must stand behind the check of the form's token; a view exempt from that needs no seal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Return None if the form may be carried out."""
        if request.method in SAFE_METHODS or getattr(view, "csrf_exempt", False):
            return None
        if not request.user.is_authenticated or not _is_foreign(request, view):
            return None
        return somebody_elses(cast("PersonalRequest", request))


def _is_foreign(request: HttpRequest, view: Callable) -> bool:
    if request.POST.get(SEAL):
        return interrupted_form.owner_of(request) != request.user.pk
    is_open = not getattr(view, "login_required", True)
    return not is_open and not getattr(request, "_dont_enforce_csrf_checks", False)
