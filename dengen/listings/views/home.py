"""The board's home page: the newest listings, and how one's own stand (manual §2.2 ②)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Notice
from dengen.events.topics import ACCOUNT, BOARD, NOTICES
from dengen.japan.business_days import today
from dengen.listings.models import Draft, Listing
from dengen.listings.search import Wanted, find
from dengen.listings.views.cards import cards_of
from dengen.listings.views.guard import member_required
from dengen.mail.models import Message
from dengen.pages.page_cache import cached_per_reader, do_not_cache

NEWEST = 5
LETTERS = 3


@member_required
@require_safe
@cached_per_reader(ACCOUNT | BOARD | NOTICES)
def home(request: PersonalRequest) -> HttpResponse:
    """Show what a member sees first."""
    day = today()
    context = {
        "cards": cards_of(find(Wanted(day), NEWEST), day),
        "mine": Listing.objects.of(request.user).counted_on(day),
        "notices": Notice.objects.shown_on(day),
        "letters": Message.objects.to_be_read_by(request.user)[:LETTERS],
        "draft_count": Draft.objects.of(request.user).count(),
    }
    response = render(request, "listings/home.html", context)
    return do_not_cache(response) if context["draft_count"] else response
