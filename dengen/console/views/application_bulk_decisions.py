"""Deciding on several applications at once."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.bulk_decisions import approve_chosen, deny_chosen
from dengen.console.guard import decider_required
from dengen.console.queues.review_queue import APPLICATIONS


@decider_required
@require_POST
def application_approvals(request: PersonalRequest) -> HttpResponse:
    """Ask, then approve each that was chosen."""
    return approve_chosen(request, APPLICATIONS)


@decider_required
@require_POST
def application_denials(request: PersonalRequest) -> HttpResponse:
    """Ask for one reason, show the mails, then deny each that was chosen."""
    return deny_chosen(request, APPLICATIONS)
