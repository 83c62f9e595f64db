"""Approving and denying a listing, and reconsidering a denial."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from dengen.accounts.requests import PersonalRequest
from dengen.console.decisions import approve, deny, reopen
from dengen.console.desks import LISTINGS
from dengen.console.guard import decider_required
from dengen.console.views.listing import listing_page
from dengen.listings.models import Listing


@decider_required
@require_POST
def listing_approval(request: PersonalRequest, pk: int) -> HttpResponse:
    """All members see the listing within its period."""
    return approve(request, LISTINGS, get_object_or_404(Listing, pk=pk))


@decider_required
@require_POST
def listing_denial(request: PersonalRequest, pk: int) -> HttpResponse:
    """The poster is told the reason, and nobody else sees the listing (any more)."""
    return deny(request, LISTINGS, get_object_or_404(Listing, pk=pk), listing_page)


@decider_required
@require_POST
def listing_reopening(request: PersonalRequest, pk: int) -> HttpResponse:
    """The listing waits for the operator again."""
    return reopen(request, LISTINGS, get_object_or_404(Listing, pk=pk))
