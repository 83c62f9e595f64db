"""The queue of applications."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from dengen.accounts.kept_pages import kept_page
from dengen.accounts.requests import PersonalRequest
from dengen.console.desks import APPLICATIONS
from dengen.console.filters import ApplicationFilter
from dengen.console.guard import operator_required
from dengen.console.queues import queue_page


@operator_required
@require_safe
@kept_page
def application_queue(request: PersonalRequest) -> HttpResponse:
    """What waits, oldest first; what was decided, newest first."""
    return queue_page(request, APPLICATIONS, ApplicationFilter)
