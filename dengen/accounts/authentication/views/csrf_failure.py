"""A form without a valid token: the cookies are gone, or it comes from somewhere else."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.form_owner import is_somebody_elses, somebody_elses
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.ui.sent_again import fields_of

SHORT = 1  # characters of a value that says no more than which button was pressed


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say so; what was typed on a page of ours stays on this page, and is kept for its writer."""
    if is_somebody_elses(request):
        return somebody_elses(cast("PersonalRequest", request))
    back = interrupted_form.keep(request)
    fields = (fields_of(request) or []) if back else []
    texts = [
        value for name, value in fields if name not in interrupted_form.OWN and _is_text(value)
    ]
    context = {"back": back, "texts": texts}
    response = render(request, "403_csrf.html", context, status=403)
    response["Cache-Control"] = "no-store, private"
    return response


def _is_text(value: str) -> bool:
    return len(value) > SHORT
