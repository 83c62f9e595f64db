"""The console's first page: what waits, and what was decided lately."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import PasswordRequest, RetirementRequest
from dengen.console.audit.trail import recent_decisions
from dengen.console.desk.overdue_count import overdue_count
from dengen.console.desk.workers import workers
from dengen.console.guard import operator_required
from dengen.console.queues.proposals import open_proposals
from dengen.console.queues.review_queue import APPLICATIONS, LISTINGS, ReviewQueue
from dengen.japan.business_days import today
from dengen.mail.models import MailServer, Message

RECENT_DECISIONS = 10


@operator_required
@require_safe
def home(request: PersonalRequest) -> HttpResponse:
    """Show both queues in figures, and the last decisions."""
    context = {
        "applications": _figures(APPLICATIONS),
        "listings": _figures(LISTINGS),
        "retirement_count": RetirementRequest.objects.waiting().count(),
        "password_count": PasswordRequest.objects.waiting().count(),
        "overdue_count": overdue_count(),
        "server": MailServer.seen(),
        **workers(),
        "failed_count": Message.objects.filter(state=Message.State.FAILED).count(),
        "proposals": open_proposals(),
        "decisions": recent_decisions(RECENT_DECISIONS),
    }
    return render(request, "console/home.html", context)


def _figures(queue: ReviewQueue) -> dict[str, object]:
    waiting = queue.waiting()
    oldest = waiting.first()
    return {
        "url": queue.queue_url,
        "count": waiting.count(),
        "overdue": waiting.overdue().count(),
        "oldest": oldest,
        "days": (today() - oldest.submitted_on).days if oldest else 0,
    }
