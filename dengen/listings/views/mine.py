"""MY掲載: one's own listings and how each stands (manual §3.1 ⑤)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.events.topics import ACCOUNT
from dengen.listings.drafts.draft import number_of
from dengen.listings.listing.ties import TIES
from dengen.listings.models import Draft, Listing
from dengen.listings.views.guard import member_required
from dengen.listings.views.lines import lines_of
from dengen.listings.views.own_pages import page_of
from dengen.pages.page_cache import cached_per_reader, do_not_cache
from dengen.ui.numbers import number_in


@member_required
@require_safe
@cached_per_reader(ACCOUNT)
def mine(request: PersonalRequest) -> HttpResponse:
    """Show the member's listings, newest first, without what was deleted."""
    page = page_of(request.user, request.GET.get("page"))
    drafts = _drafts(request)
    lines = lines_of(list(page.object_list), request)
    context = {"page_obj": page, "lines": lines, "drafts": drafts}
    response = render(request, "listings/mine.html", context)
    return do_not_cache(response) if drafts else response


def _drafts(request: PersonalRequest) -> list[tuple[Draft, Listing | None, Listing | None]]:
    """Return each draft with what it is to replace and what it repeats, as far as that is left."""
    drafts = list(Draft.objects.of(request.user)) if number_of(request.user) else []
    numbers = [[number_in(one.values.get(tie)) for tie in TIES] for one in drafts]
    wanted = {number for pair in numbers for number in pair if number is not None}
    earlier = Listing.objects.of(request.user).in_bulk(wanted) if wanted else {}
    return [
        (draft, earlier.get(replaced or 0), earlier.get(resubmitted or 0))
        for draft, (replaced, resubmitted) in zip(drafts, numbers, strict=True)
    ]
