"""The console's first page: what waits, and what was decided lately."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.models import RetirementRequest
from dengen.accounts.requests import PersonalRequest
from dengen.console.desks import APPLICATIONS, LISTINGS, Desk
from dengen.console.guard import operator_required
from dengen.console.trail import recent_decisions
from dengen.japan.business_days import today
from dengen.listings.models import Proposal

RECENT = 10


@operator_required
@require_safe
def home(request: PersonalRequest) -> HttpResponse:
    """Both queues in figures, and the last decisions."""
    context = {
        "applications": _figures(APPLICATIONS),
        "listings": _figures(LISTINGS),
        "retirement_count": RetirementRequest.objects.waiting().count(),
        "proposals": Proposal.objects.open().select_related("listing", "proposed_by"),
        "decisions": recent_decisions(RECENT),
    }
    return render(request, "console/home.html", context)


def _figures(desk: Desk) -> dict[str, object]:
    waiting = desk.waiting()
    oldest = waiting.first()
    return {
        "url": desk.queue_url,
        "count": waiting.count(),
        "overdue": waiting.overdue().count(),
        "oldest": oldest,
        "days": (today() - oldest.submitted_on).days if oldest else 0,
    }
