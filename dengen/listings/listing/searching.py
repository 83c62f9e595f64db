"""Search by title: any substring, from one character; width and case do not matter (§4.1).

What members see is searched by `listings.search`, which `status_change.py` keeps.
"""

from collections.abc import Mapping
from typing import Any, Self

from django.db import connection, models
from django.db.models import Q

from dengen.accounts.membership.login_id import canonical
from dengen.japan.areas import Area
from dengen.listings.entry.items import searched
from dengen.listings.listing.fields import FOLDED_TITLE_LENGTH, ListingFields
from dengen.listings.search.folding import fold_title
from dengen.review.generic import Model_co

# Ten look-ups of one index entry each; putting such a query together costs more than asking it.
HAS_AREA = "EXISTS (SELECT 1 FROM listings_listing WHERE published_at IS NOT NULL AND area = %s)"
AREAS_EVER = f"SELECT {', '.join([HAS_AREA] * len(Area))}"


class SearchableQuerySet(models.QuerySet[Model_co]):
    """Search and the area tabs."""

    def search(self, asked: Mapping[str, Any]) -> Self:
        """Return those that meet the conditions on what they say, by the conditions' names."""
        lookups = {
            name: f"{item.column}__{lookup}"
            for item in searched()
            for name, lookup in item.conditions()
        }
        return self.filter(**{lookups[name]: value for name, value in asked.items()})

    def matching(self, text: str) -> Self:
        """Return those with the text in title, business or owner's login ID; all if empty."""
        if not text:
            return self
        return self.filter(
            Q(folded_title__contains=fold_title(text))
            | Q(organization_name__icontains=text)
            | Q(owner__login__canonical__contains=canonical(text))
        )

    def areas_ever_published(self) -> list[Area]:
        """Return the areas that ever had a published listing, in the board's order (§4.1)."""
        with connection.cursor() as cursor:
            cursor.execute(AREAS_EVER, Area.values)
            found = cursor.fetchone()
        return [area for area, has in zip(Area, found, strict=True) if has]


class Searchable(ListingFields):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    def fold_title(self) -> None:
        """Keep the form of the title that searches compare with."""
        self.folded_title = fold_title(self.title)[:FOLDED_TITLE_LENGTH]
