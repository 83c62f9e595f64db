"""Approving and denying an application, and reconsidering a denial."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.decisions import Reviewing
from dengen.console.guard import decider_required
from dengen.console.queues.review_queue import APPLICATIONS
from dengen.console.views.application import application_page


@decider_required
@require_POST
def application_approval(request: PersonalRequest, pk: int) -> HttpResponse:
    """Approve the application: the applicant becomes a member."""
    return _reviewing(request).approve(pk)


@decider_required
@require_POST
def application_denial(request: PersonalRequest, pk: int) -> HttpResponse:
    """Deny the application: tell the applicant the reason, and free the login ID again."""
    return _reviewing(request).deny(pk)


@decider_required
@require_POST
def application_reopening(request: PersonalRequest, pk: int) -> HttpResponse:
    """Reopen the application, which waits again and has its login ID again."""
    return _reviewing(request).reopen(pk)


def _reviewing(request: PersonalRequest) -> Reviewing:
    return Reviewing(request, APPLICATIONS, application_page)
