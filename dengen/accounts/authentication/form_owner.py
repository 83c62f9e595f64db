"""A form is carried out for nobody but the person whom its page was made for.

In a tab that stood open while somebody else logged in, a button would act in that person's name.
Whoever is logged in sends each form with the seal that its page had (see interrupted_form.py); only
pages that need no login do without.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.login_first import SAFE_METHODS
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.ui.sent_again import SEAL, is_from_script


class FormOwnerMiddleware:
    """Stands behind the check of the form's token; where that isn't made, none needs a seal."""

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


def is_somebody_elses(request: HttpRequest) -> bool:
    """Return whether the sent form was made for another person than who is logged in."""
    return request.user.is_authenticated and interrupted_form.owner_of(request) not in {
        None,
        request.user.pk,
    }


def somebody_elses(request: PersonalRequest) -> HttpResponse:
    """Say that nothing was done; what was typed waits for its owner's next login."""
    if is_from_script(request):  # which reads JSON
        told = _(
            "別の会員IDでログインしているため、保存できません。"
            "元の会員IDでログインし直してから、続けてください。"
        )
        return JsonResponse({"error": told}, status=HTTPStatus.CONFLICT)
    context = {"back": interrupted_form.keep(request), "id": request.user.login}
    response = render(request, "accounts/other_person.html", context, status=HTTPStatus.CONFLICT)
    response["Cache-Control"] = "no-store, private"
    return response


def _is_foreign(request: HttpRequest, view: Callable) -> bool:
    if request.POST.get(SEAL):
        return interrupted_form.owner_of(request) != request.user.pk
    is_open = not getattr(view, "login_required", True)
    return not is_open and not getattr(request, "_dont_enforce_csrf_checks", False)
