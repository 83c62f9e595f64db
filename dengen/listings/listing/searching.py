"""Search by title: any substring, from one character; width and case do not matter (§4.1).

What members see is searched by `listings.search`, which `status_change.py` keeps.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.db import models
from django.db.models import Exists, Q

from dengen.accounts.membership.login_id import canonical
from dengen.japan.areas import Area
from dengen.listings.entry.items import searched
from dengen.listings.listing.fields import FOLDED_TITLE_LENGTH, ListingFields
from dengen.listings.search import Hit
from dengen.listings.search.folding import fold_title
from dengen.review.generic import Model_co


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

    def from_hits(self, hits: Iterable[Hit]) -> Self:
        """Return those that a search found, newest first."""
        return self.filter(pk__in=[hit.pk for hit in hits]).order_by("-number")

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
        ever = self.model._default_manager.filter(published_at__isnull=False)
        # Ten look-ups of one index entry each, in one query: the row they hang on is any row.
        has = {area.value: Exists(ever.filter(area=area.value)) for area in Area}
        found = self.model._default_manager.order_by("pk").values(**has).first() or {}
        return [area for area in Area if found.get(area.value)]


class Searchable(ListingFields):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    def fold_title(self) -> None:
        """Keep the form of the title that searches compare with."""
        self.folded_title = fold_title(self.title)[:FOLDED_TITLE_LENGTH]
