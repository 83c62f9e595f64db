"""Deleting a listing, or proposing it where that takes two operators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengen.accounts.requests import PersonalRequest
from dengen.console.decisions import refused, revision_read
from dengen.console.desks import LISTINGS
from dengen.console.guard import decider_required
from dengen.events.steps import StepNotAllowed
from dengen.listings.models import Listing


@decider_required
@require_http_methods(["GET", "HEAD", "POST"])
def listing_deletion(request: PersonalRequest, pk: int) -> HttpResponse:
    """Asks, then takes the listing away for good."""
    listing = get_object_or_404(Listing.objects.kept(), pk=pk)
    is_proposal = listing.needs_second("deletion", by=request.user)
    if request.method != "POST":
        context = {"item": listing, "is_proposal": is_proposal}
        return render(request, "console/listing_deletion.html", context)
    following = LISTINGS.url_after(listing) if listing.is_approvable else LISTINGS.queue_url
    try:
        if is_proposal:
            listing.propose_deletion(by=request.user, revision=revision_read(request))
            following = LISTINGS.url(listing)
            done = _("%(item)sの削除を提案しました。ほかの担当者が確認すると削除されます。")
        else:
            listing.delete(by=request.user)
            done = _("%(item)sを削除しました。")
    except StepNotAllowed as refusal:
        return refused(request, LISTINGS, listing, refusal)
    messages.success(request, done % {"item": LISTINGS.naming(listing)})
    return redirect(following)
