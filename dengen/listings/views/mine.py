"""MY掲載: one's own listings and how each stands (manual §3.1 ⑤)."""

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.events.topics import ACCOUNT
from dengen.listings.listing.ties import TIES
from dengen.listings.models import Draft, Listing
from dengen.listings.views.guard import member_required
from dengen.listings.views.lines import COLUMNS, lines_of
from dengen.pages.page_cache import cached_per_reader, do_not_cache
from dengen.ui.numbers import number_in


@member_required
@require_safe
@cached_per_reader(ACCOUNT)
def mine(request: PersonalRequest) -> HttpResponse:
    """Show the member's listings, newest first, without what was deleted."""
    page = _page(Listing.objects.of(request.user).values_list(*COLUMNS), request.GET.get("page"))
    drafts = _drafts(request)
    lines = lines_of(list(page.object_list), request)
    context = {"page_obj": page, "lines": lines, "drafts": drafts}
    response = render(request, "listings/mine.html", context)
    return do_not_cache(response) if drafts else response


def _page(rows: QuerySet, number: str | None) -> Page:
    """Return the page of that number; what fits on the first one is not counted."""
    size = settings.PAGE_SIZE
    first = list(rows[: size + 1])
    if len(first) <= size:
        return Paginator(first, size).get_page(1)
    pages = Paginator(rows, size)
    return pages.get_page(number) if number else Page(first[:size], 1, pages)


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
