"""Search by title: any substring, from one character; width and case do not matter (§4.1).

What members see is searched by `listings.search`, which `status_change.py` keeps.
"""

from collections.abc import Mapping
from typing import Any, Self

from django.db import connection, models
from django.db.models import F, Q

from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account
from dengen.database.among import Among
from dengen.japan.areas import Area
from dengen.japan.business_days import today
from dengen.listings.entry.items import searched
from dengen.listings.listing.fields import FOLDED_TITLE_LENGTH, ListingFields
from dengen.listings.listing.status import Status
from dengen.listings.search import Wanted, find
from dengen.listings.search.folding import fold_title
from dengen.review.generic import Model_co

# Ten look-ups of one index entry each; putting such a query together costs more than asking it.
HAS_AREA = "EXISTS (SELECT 1 FROM listings_listing WHERE published_at IS NOT NULL AND area = %s)"
AREAS_EVER = f"SELECT {', '.join([HAS_AREA] * len(Area))}"
# Titles that are looked up one by one. A text that is in more is found quickest by reading.
MOST_TITLES = 2_000
POSITION = {"sqlite": "instr", "postgresql": "strpos"}
# Read from an index that holds nothing else; in other words, SQLite would not see that it does.
ELSEWHERE = f"""
SELECT id FROM listings_listing
WHERE NOT (status = '{Status.PUBLISHED}') AND {{position}}(folded_title, %s) > 0
LIMIT {MOST_TITLES + 1}
"""  # noqa: S608 - a status of our own
# Names that many listings have, each read once.
NAMES = """
SELECT name FROM (
    WITH RECURSIVE names(name) AS (
        SELECT min(organization_name) FROM listings_listing
        UNION ALL
        SELECT (
            SELECT min(organization_name) FROM listings_listing
            WHERE organization_name > names.name
        ) FROM names WHERE name IS NOT NULL
    ) SELECT name FROM names WHERE name IS NOT NULL
) AS every
"""


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

    def titled(self, text: str) -> Self:
        """Return those with the text in the title."""
        few = few_titled(text)
        if few is None:
            return self.filter(folded_title__contains=fold_title(text))
        return self._of(few)

    def few_matching(self, text: str) -> Self | None:
        """Return what `matching()` does, looked up by indexes; None if that is much."""
        titled = few_titled(text)
        if titled is None:
            return None
        owners = Account.objects.filter(login__canonical__contains=canonical(text))
        found = self.filter(
            Q(Among(F("pk"), titled))
            | Q(Among(F("organization_name"), _names_with(text)))
            | Q(Among(F("owner_id"), [*owners.values_list("pk", flat=True)]))
        )
        few = [*found.order_by().values_list("pk", flat=True)[: MOST_TITLES + 1]]
        return self._of(few) if len(few) <= MOST_TITLES else None

    def _of(self, pks: list[int]) -> Self:
        return self.filter(Among(F("pk"), pks))

    def areas_ever_published(self) -> list[Area]:
        """Return the areas that ever had a published listing, in the board's order (§4.1)."""
        with connection.cursor() as cursor:
            cursor.execute(AREAS_EVER, Area.values)
            found = cursor.fetchone()
        return [area for area, has in zip(Area, found, strict=True) if has]


def few_titled(text: str) -> list[int] | None:
    """Return the keys of all listings with the text in their title; None if they are many.

    What is published is looked up in the board's index, what isn't is read.
    """
    folded = fold_title(text)
    published = find(Wanted(today(), folded, whenever=True), MOST_TITLES + 1)
    if len(published) > MOST_TITLES:
        return None
    with connection.cursor() as cursor:
        cursor.execute(ELSEWHERE.format(position=POSITION[connection.vendor]), [folded])
        found = [hit.pk for hit in published] + [pk for (pk,) in cursor.fetchall()]
    return found if len(found) <= MOST_TITLES else None


def _names_with(text: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        names = [name for (name,) in cursor.fetchall()]
    return [name for name in names if text.lower() in name.lower()]


class Searchable(ListingFields):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    def fold_title(self) -> None:
        """Keep the form of the title that searches compare with."""
        self.folded_title = fold_title(self.title)[:FOLDED_TITLE_LENGTH]
