"""One listing as members see it, who posts it, and what the reviewer may do with it."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.audit.trail import last_step, steps_of
from dengen.console.desk.overtaken import overtaken_page
from dengen.console.desk.queue_page import place_in_queue
from dengen.console.forms.denial import DenialForm
from dengen.console.guard import operator_required
from dengen.console.queues.differences import earlier_url, of_listing
from dengen.console.queues.review_queue import LISTINGS
from dengen.listings.entry.guideline import Hint, hints
from dengen.listings.entry.items import ITEMS
from dengen.listings.models import Listing


@operator_required
@require_safe
def listing(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show the listing; of a deleted one, what became of it."""
    shown = Listing.objects.select_related("body", "owner__organization", "owner__login")
    found = get_object_or_404(shown, pk=pk)
    if LISTINGS.has_lost(found):
        return lost_page(request, found)
    return listing_page(request, found, DenialForm(queue=LISTINGS))


def lost_page(
    request: PersonalRequest, found: Listing, form: BaseForm | None = None
) -> HttpResponse:
    """Show what became of a listing that was deleted, by whom."""
    told = last_step(found) or _("この掲載情報は、すでに削除されています。")
    return overtaken_page(request, LISTINGS.naming(found), told, LISTINGS.place, form)


def listing_page(
    request: PersonalRequest, found: Listing, form: DenialForm, status: int = 200
) -> HttpResponse:
    """Show the listing as it is now, with the form of a denial."""
    comparison = of_listing(found) if found.is_approvable else None
    context = {
        "item": found,
        "form": form,
        "hints": hints_of(found),
        "history": steps_of(LISTINGS, found),
        "proposal": found.open_proposal,
        "comparison": comparison,
        "earlier_url": earlier_url(LISTINGS, comparison),
        **place_in_queue(LISTINGS, found),
    }
    return render(request, "console/listing.html", context, status=status)


def hints_of(listing: Listing) -> list[tuple[Any, Hint]]:
    """Return what to look at by the manual's 記載要綱, each with its field's name."""
    found = hints(listing, listing.owner) if listing.is_approvable else []
    return [(ITEMS[hint.field].label, hint) for hint in found]
