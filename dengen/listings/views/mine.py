"""MY掲載: one's own listings and how each stands (manual §3.1 ⑤)."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.listings.listing.resubmission import DEALT_WITH
from dengen.listings.models import Draft, Listing
from dengen.listings.views.guard import member_required
from dengen.pages.page_cache import cached_per_reader, do_not_cache


@member_required
@require_safe
@cached_per_reader
def mine(request: PersonalRequest) -> HttpResponse:
    """Newest first, without what was deleted."""
    found = Listing.objects.of(request.user).select_related("owner")
    found = found.prefetch_related("decisions", *DEALT_WITH)
    page = Paginator(found, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    drafts = list(Draft.objects.of(request.user))
    response = render(request, "listings/mine.html", {"page_obj": page, "drafts": drafts})
    return do_not_cache(response) if drafts else response
