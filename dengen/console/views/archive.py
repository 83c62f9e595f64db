"""その日の掲示板: the list and a listing as members saw them at a moment of the past."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.audit.past_board import PastBoard
from dengen.console.audit.rows import WITH_ACTOR, rows_of
from dengen.console.forms.moment import moment_form
from dengen.console.guard import operator_required
from dengen.events.models import Event
from dengen.listings.models import Listing
from dengen.ui.keyset import Cursor


@operator_required
@require_safe
def archive(request: PersonalRequest) -> HttpResponse:
    """Show the list of that moment; of now, if none is given."""
    form = moment_form(request.GET)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        board = PastBoard(form.moment)
        cursor = Cursor.read(request.GET.get("before", ""), request.GET.get("after", ""))
        context["cut"] = board.page(cursor, settings.PAGE_SIZE)
        context["count"] = board.count()
        context["moment"] = form.moment
        context["query"] = _query(form.moment)
    return render(request, "console/archive.html", context)


@operator_required
@require_safe
def archive_listing(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show the listing with all its history, deleted or not, and if members saw it then."""
    listing = get_object_or_404(Listing.objects.select_related("body"), pk=pk)
    form = moment_form(request.GET)
    moment = form.moment if form.is_valid() and "day" in request.GET else None
    events = Event.objects.about(listing).select_related(*WITH_ACTOR).order_by("occurred_at", "pk")
    context = {
        "listing": listing,
        "moment": moment,
        "query": _query(moment) if moment else "",
        "was_seen": moment is not None and Listing.objects.seen_at(moment).contains(listing),
        "rows": rows_of(list(events)),
    }
    return render(request, "console/archive_listing.html", context)


def _query(moment: datetime) -> str:
    time = f"{moment:%H:%M:%S}".removesuffix(":00")
    return "?" + urlencode({"day": f"{moment:%Y-%m-%d}", "time": time})
