"""A form without a valid token: the cookies are gone, or it comes from somewhere else."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.views.somebody_elses import is_somebody_elses, somebody_elses
from dengen.accounts.authentication.views.unsent import unsent


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say so; what was typed on a page of ours stays on this page, and is kept for its writer."""
    if is_somebody_elses(request):
        return somebody_elses(cast("PersonalRequest", request))
    return unsent(request, back=interrupted_form.keep(request))
