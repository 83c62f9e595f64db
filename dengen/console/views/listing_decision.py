"""Approving and denying a listing, and reconsidering a denial."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.decisions import Reviewing
from dengen.console.guard import decider_required
from dengen.console.queues.review_queue import LISTINGS
from dengen.console.views.listing import listing_page


@decider_required
@require_POST
def listing_approval(request: PersonalRequest, pk: int) -> HttpResponse:
    """Approve the listing: all members see it within its period."""
    return _reviewing(request).approve(pk)


@decider_required
@require_POST
def listing_denial(request: PersonalRequest, pk: int) -> HttpResponse:
    """Deny the listing: the poster is told the reason, and nobody else sees it any more."""
    return _reviewing(request).deny(pk)


@decider_required
@require_POST
def listing_reopening(request: PersonalRequest, pk: int) -> HttpResponse:
    """Reopen the listing, which waits for the operator again."""
    return _reviewing(request).reopen(pk)


def _reviewing(request: PersonalRequest) -> Reviewing:
    return Reviewing(request, LISTINGS, listing_page)
