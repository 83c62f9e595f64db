"""The queue of listings."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.queue_page import queue_page
from dengen.console.forms.queue_filter import ListingFilter
from dengen.console.guard import operator_required
from dengen.console.queues.review_queue import LISTINGS
from dengen.events.topics import ACCOUNT, DESK
from dengen.pages.page_cache import cached_per_reader


@operator_required
@require_safe
@cached_per_reader(ACCOUNT | DESK)
def listing_queue(request: PersonalRequest) -> HttpResponse:
    """Show what waits, oldest first; what was decided, newest first."""
    return queue_page(request, LISTINGS, ListingFilter)
