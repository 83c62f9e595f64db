"""MY掲載: one's own listings and how each stands (manual §3.1 ⑤)."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.requests import PersonalRequest
from dengen.listings.models import Draft, Listing
from dengen.listings.views.guard import member_required


@member_required
@require_safe
def mine(request: PersonalRequest) -> HttpResponse:
    """Newest first, without what was deleted."""
    found = Listing.objects.of(request.user).prefetch_related(
        "decisions", "replacements", "replaces"
    )
    page = Paginator(found, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "drafts": Draft.objects.of(request.user)}
    return render(request, "listings/mine.html", context)
