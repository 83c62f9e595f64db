"""Pages of a list that may hold a million rows: it is counted only as far as somebody looks."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from dengen.ui.numbers import number_in

PAGES_AHEAD = 3  # pages behind the one that is shown
LAST_PAGE = 1000  # pages; who looks for something older searches for it


class LongList(Paginator):
    """Django's paginator, except that it counts only a few pages beyond the one asked for."""

    def __init__(self, rows: QuerySet, size: int, asked: str | None) -> None:
        super().__init__(rows, size)
        self._rows = rows
        self._asked = min(number_in(asked) or 1, LAST_PAGE)

    @cached_property
    def count(self) -> int:
        """How many there are, or as many as are counted."""
        return self._rows[: (self._asked + PAGES_AHEAD) * self.per_page].count()

    def page_asked(self) -> Page:
        """Return the page asked for; the last if there are fewer, the first if it is none."""
        return self.get_page(self._asked)
