"""The pages of MY掲載: rows for its lines, counted only where there is more than one page."""

from functools import cached_property

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import BigIntegerField, Count

from dengen.accounts.models import Account
from dengen.database.prepared import Prepared
from dengen.listings.models import Listing
from dengen.listings.views.lines import COLUMNS

ROWS = Prepared(
    lambda owner: Listing.objects.of(owner).values_list(*COLUMNS), owner=BigIntegerField()
)
LISTING_COUNT = Prepared(
    lambda owner: Listing.objects.of(owner).order_by().values("owner").values_list(Count("pk")),
    owner=BigIntegerField(),
)


class OwnPages(Paginator):
    """The pages of a member's listings."""

    def __init__(self, member: Account) -> None:
        super().__init__(Listing.objects.of(member).values_list(*COLUMNS), settings.PAGE_SIZE)
        self._member = member

    @cached_property
    def count(self) -> int:
        """How many listings they have."""
        return sum(number for (number,) in LISTING_COUNT(owner=self._member.pk))


def page_of(member: Account, number: str | None) -> Page:
    """Return the page of that number; what fits on the first one is not counted."""
    size = settings.PAGE_SIZE
    first = ROWS.first(size + 1, owner=member.pk)
    if len(first) <= size:
        return Paginator(first, size).get_page(1)
    pages = OwnPages(member)
    return pages.get_page(number) if number else Page(first[:size], 1, pages)
