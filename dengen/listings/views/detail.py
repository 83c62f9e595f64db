"""One listing, whole, and how to inquire about it (manual §4.1)."""

from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import BigIntegerField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Account
from dengen.database.prepared import Prepared
from dengen.events.topics import BOARD
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.listings.views.inquiry import inquiry_subject, inquiry_url
from dengen.pages.page_cache import cached_per_role, uncached_for

# What is asked of a listing before anybody is shown it, and what stands around the article.
KNOWN = {"id", "revision", "owner_id", "status", "start_on", "end_on", "title"}
COLUMNS = [one.attname for one in Listing._meta.concrete_fields if one.attname in KNOWN]
ROWS = Prepared(
    lambda pk: Listing.objects.kept().filter(pk=pk).values_list(*COLUMNS), pk=BigIntegerField()
)


@dataclass
class Shown:
    """What the article shows: asked for only where it is made anew."""

    pk: int
    reader: Account

    @cached_property
    def listing(self) -> Listing:
        """The listing with all that it says."""
        whole = Listing.objects.kept().select_related("body", "owner__organization")
        return get_object_or_404(whole, pk=self.pk)

    @cached_property
    def subject(self) -> str:
        """The subject of an inquiry."""
        return inquiry_subject(self.reader)

    @cached_property
    def inquiry_url(self) -> str:
        """Where to send it."""
        return inquiry_url(self.listing.contact_mail, self.subject)


@require_safe
@cached_per_role(BOARD)
def detail(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show everything it says; 404 for what this reader may not see or doesn't exist."""
    listing = _known_of(pk)
    if listing is None or not listing.is_readable_by(request.user, today()):
        raise Http404
    context = {
        "known": listing,
        "is_mine": listing.owner_id == request.user.pk,
        "shown": Shown(pk, request.user),
    }
    return uncached_for(listing.owner_id, render(request, "listings/detail.html", context))


def _known_of(pk: int) -> Listing | None:
    """Return the listing with those columns alone, or None if there is none."""
    rows = ROWS(pk=pk)
    return Listing.from_db(connection.alias, COLUMNS, rows[0]) if rows else None
