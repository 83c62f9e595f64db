"""Which listings every member sees: approved, and on the days of their period, both inclusive.

The rule stands here once, in Python, as a query and as SQL for the search's own tables; a test
holds that they agree. The archive applies it to the past (`as_of.py`), and the tally counts by it.
"""

from datetime import date
from typing import TYPE_CHECKING, Self

from dengen.japan.business_days import today
from dengen.listings.listing.period import Periodic, PeriodicQuerySet
from dengen.listings.listing.status import Status
from dengen.review.reviewed import Model_co

if TYPE_CHECKING:
    from dengen.accounts.models import Account

# On a day that is `starts_by` and `ends_from` at once; a search for a period lets them part.
VISIBLE = f"""status = '{Status.PUBLISHED.value}' AND start_on <= %(starts_by)s
AND (end_on IS NULL OR end_on >= %(ends_from)s)"""


class VisibleQuerySet(PeriodicQuerySet[Model_co]):
    """Scopes of what members see."""

    def published(self) -> Self:
        """Return those that were approved and neither denied since nor deleted."""
        return self.filter(status=Status.PUBLISHED)

    def visible_on(self, day: date) -> Self:
        """Return what every member sees that day, newest first."""
        return self.published().running_on(day).order_by("-number")


class Visible(Periodic):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    def is_visible_on(self, day: date) -> bool:
        """Return whether every member sees it that day."""
        return self.status == Status.PUBLISHED and not self.is_over(day) and not self.is_ahead(day)

    def is_readable_by(self, reader: "Account", day: date) -> bool:
        """Return whether this reader may: owner and operator always, others when it is visible."""
        return reader.pk == self.owner_id or reader.is_operator or self.is_visible_on(day)

    @property
    def ends_today(self) -> bool:
        """Whether every member sees it today, and none tomorrow."""
        return self.end_on == today() and self.is_visible_on(today())
