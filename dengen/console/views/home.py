"""The console's first page: what waits, and what was decided lately."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import PasswordRequest, RetirementRequest
from dengen.console.audit.trail import recent_decisions
from dengen.console.desk.workers import workers
from dengen.console.guard import operator_required
from dengen.console.queues.proposals import open_proposals
from dengen.console.queues.review_queue import APPLICATIONS, LISTINGS, ReviewQueue
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.mail.models import MailServer, Message

RECENT_DECISIONS = 10
MOST_COUNTED = 1_000  # listings that are over: nobody counts a whole year of them for a notice


@operator_required
@require_safe
def home(request: PersonalRequest) -> HttpResponse:
    """Show both queues in figures, and the last decisions."""
    context = {
        "applications": _figures(APPLICATIONS),
        "listings": _figures(LISTINGS),
        "retirement_count": RetirementRequest.objects.waiting().count(),
        "password_count": PasswordRequest.objects.waiting().count(),
        "overdue_count": _overdue_count(),
        "server": MailServer.seen(),
        **workers(),
        "failed_count": Message.objects.filter(state=Message.State.FAILED).count(),
        "proposals": open_proposals(),
        "decisions": recent_decisions(RECENT_DECISIONS),
    }
    return render(request, "console/home.html", context)


def _overdue_count() -> str:
    """Return how many listings stayed too long, as the notice tells it; "" for none."""
    overdue = Listing.objects.overdue_for_deletion(today())
    count = overdue[: MOST_COUNTED + 1].count()
    if count > MOST_COUNTED:
        return _("%(count)s件以上") % {"count": f"{MOST_COUNTED:,}"}
    return _("%(count)s件") % {"count": f"{count:,}"} if count else ""


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
