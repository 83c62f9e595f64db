"""MY掲載: one's own listings and how each stands (manual §3.1 ⑤)."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.events.topics import ACCOUNT
from dengen.listings.listing.resubmission import SEEN_TO_STATUSES
from dengen.listings.listing.ties import TIES
from dengen.listings.models import Draft, Listing
from dengen.listings.views.guard import member_required
from dengen.pages.page_cache import cached_per_reader, do_not_cache
from dengen.pages.parts import Key
from dengen.ui.numbers import number_in


@member_required
@require_safe
@cached_per_reader(ACCOUNT)
def mine(request: PersonalRequest) -> HttpResponse:
    """Show the member's listings, newest first, without what was deleted."""
    found = Listing.objects.of(request.user).select_related("owner")
    found = found.prefetch_related("decisions", *SEEN_TO_STATUSES)
    page = Paginator(found, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    drafts = _drafts(request)
    lines = [(listing, _line_key(listing)) for listing in page]
    context = {"page_obj": page, "lines": lines, "drafts": drafts}
    response = render(request, "listings/mine.html", context)
    return do_not_cache(response) if drafts else response


def _line_key(listing: Listing) -> Key:
    """Return what its line depends on, beside the day: a revision begins with each status."""
    named = (listing.replaces, listing.dealt_with_by, listing.waiting_replacement)
    others = [one and (one.pk, one.revision) for one in named]
    return listing.pk, listing.revision, listing.contacted_at, listing.owner.full_name, *others


def _drafts(request: PersonalRequest) -> list[tuple[Draft, Listing | None, Listing | None]]:
    """Return each draft with what it is to replace and what it repeats, as far as that is left."""
    drafts = list(Draft.objects.of(request.user))
    numbers = [[number_in(one.values.get(tie)) for tie in TIES] for one in drafts]
    wanted = {number for pair in numbers for number in pair if number is not None}
    earlier = Listing.objects.of(request.user).in_bulk(wanted) if wanted else {}
    return [
        (draft, earlier.get(replaced or 0), earlier.get(resubmitted or 0))
        for draft, (replaced, resubmitted) in zip(drafts, numbers, strict=True)
    ]
