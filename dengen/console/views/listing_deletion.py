"""Deleting a listing, or proposing it where that takes two operators."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.as_read import revision_read
from dengen.console.desk.decisions import Reviewing
from dengen.console.desk.taking_away import deletion_question
from dengen.console.forms.member import TakingAwayForm
from dengen.console.guard import decider_required
from dengen.console.queues.review_queue import LISTINGS
from dengen.console.views.listing import listing_page, lost_page
from dengen.events.steps import StepNotAllowed
from dengen.listings.models import Listing
from dengen.review.seconded import Step
from dengen.ui.asking import CONFIRMED, confirmation_page


@decider_required
@require_http_methods(["GET", "HEAD", "POST"])
def listing_deletion(request: PersonalRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take the listing away for good."""
    listing = get_object_or_404(Listing, pk=pk)
    form = TakingAwayForm(request.POST if request.method == "POST" else None)
    if LISTINGS.has_lost(listing):
        return lost_page(request, listing, form)
    is_proposal = listing.needs_second(Step.DELETION, by=request.user)
    context = {"item": listing, "is_proposal": is_proposal, "form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "console/listing_deletion.html", context, status=status)
    reason = form.cleaned_data["reason"]
    if not is_proposal and CONFIRMED not in request.POST:
        return confirmation_page(request, deletion_question(listing, reason))
    following = LISTINGS.url_after(listing) if listing.is_approvable else LISTINGS.queue_url
    try:
        if is_proposal:
            revision = revision_read(request)
            listing.propose_deletion(by=request.user, revision=revision, reason=reason)
            following = LISTINGS.url(listing)
            done = _("%(item)sの削除を提案しました。他の職員が確認すると削除されます。")
        else:
            listing.delete(by=request.user, reason=reason)
            done = _("%(item)sを削除しました。")
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "console/listing_deletion.html", context, status=422)
    except StepNotAllowed as refusal:
        return Reviewing(request, LISTINGS, listing_page).refused(listing, refusal, form)
    messages.success(request, done % {"item": LISTINGS.naming(listing)})
    return redirect(following)
