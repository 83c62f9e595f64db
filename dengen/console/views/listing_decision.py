"""Approving, denying and deleting a listing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dengen.accounts.requests import PersonalRequest
from dengen.console.decisions import approve, deny
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
@require_http_methods(["GET", "HEAD", "POST"])
def listing_deletion(request: PersonalRequest, pk: int) -> HttpResponse:
    """Asks, then takes the listing away for good."""
    listing = get_object_or_404(Listing.objects.kept(), pk=pk)
    if request.method != "POST":
        return render(request, "console/listing_deletion.html", {"item": listing})
    following = LISTINGS.url_after(listing) if listing.is_approvable else LISTINGS.queue_url
    listing.delete(by=request.user)
    messages.success(request, _("%(item)sを削除しました。") % {"item": LISTINGS.naming(listing)})
    return redirect(following)
