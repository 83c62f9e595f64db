"""One application: everything that was entered, and what the reviewer may do with it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Application
from dengen.console.audit.trail import steps_of
from dengen.console.desk.queue_page import place_in_queue
from dengen.console.forms.denial import DenialForm
from dengen.console.guard import operator_required
from dengen.console.queues.differences import earlier_url, of_application
from dengen.console.queues.review_queue import APPLICATIONS
from dengen.listings.models import Listing

SHOWN = ("terms", "decided_by", "handover__account__login", "handover__account__organization")


@operator_required
@require_safe
def application(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show the application."""
    found = get_object_or_404(Application.objects.select_related(*SHOWN), pk=pk)
    return application_page(request, found, DenialForm(queue=APPLICATIONS))


def application_page(
    request: PersonalRequest, found: Application, form: DenialForm, status: int = 200
) -> HttpResponse:
    """Show the application as it is now, with the form of a denial."""
    comparison = of_application(found) if found.is_approvable else None
    context = {
        "item": found,
        "form": form,
        "history": steps_of(APPLICATIONS, found),
        "comparison": comparison,
        "earlier_url": earlier_url(APPLICATIONS, comparison),
        "flags": found.flags() if found.is_approvable else [],
        **place_in_queue(APPLICATIONS, found),
    }
    if found.handover:
        context["moving_count"] = Listing.objects.of(found.handover.account).count()
    return render(request, "console/application.html", context, status=status)
