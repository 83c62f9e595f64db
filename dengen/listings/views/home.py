"""The board's home page: the newest listings, and how one's own stand (manual §2.2 ②)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.kept_pages import changes_silently, kept_page
from dengen.accounts.models import Notice
from dengen.accounts.requests import PersonalRequest
from dengen.japan.business_days import today
from dengen.listings.models import Draft, Listing
from dengen.listings.models.lifecycle import Status
from dengen.listings.models.repeated import DEALT_WITH
from dengen.listings.search import Wanted, find
from dengen.listings.views.guard import member_required
from dengen.mail.models import Message

NEWEST = 5
LETTERS = 3


@member_required
@require_safe
@kept_page
def home(request: PersonalRequest) -> HttpResponse:
    """What a member sees first."""
    mine = Listing.objects.of(request.user)
    denied = mine.filter(status=Status.DENIED).prefetch_related(*DEALT_WITH)
    context = {
        "listings": Listing.objects.at(find(Wanted(today()), NEWEST)),
        "pending_count": mine.filter(status=Status.PENDING).count(),
        "denied_count": sum(one.wants_resubmission for one in denied),
        "notices": Notice.objects.shown_on(today()),
        "letters": Message.objects.to_be_read_by(request.user)[:LETTERS],
        "over_count": mine.over_on(today()).count(),
        "draft_count": Draft.objects.of(request.user).count(),
    }
    response = render(request, "listings/home.html", context)
    return changes_silently(response) if context["draft_count"] else response
