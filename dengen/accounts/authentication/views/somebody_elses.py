"""The page for a form of somebody else than who is logged in: it isn't carried out."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.ui.sent_again import is_from_script


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
