"""What members type to search the list."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from dengen.japan.written_days import short_day
from dengen.listings.entry.items import AREA, END_ON, PERIOD, START_ON, TITLE, searched
from dengen.listings.forms.search_fields import check_ends, in_words, search_fields_of
from dengen.ui.dates import DayField
from dengen.ui.fields import LineField
from dengen.ui.periods import PeriodForm

CHOSEN = [item for item in searched() if item is not AREA]  # which has its tabs


def _of_period(day: Any) -> Any:
    return format_lazy("{period}（{day}）", period=PERIOD.label, day=day.label)


class SearchForm(PeriodForm):
    """The search of the list (manual §4.1); every condition is optional.

    Title and period are no conditions on one item each: words may stand anywhere in the title, and
    a period is found that shares a day with the one that is asked for.
    """

    title = LineField(
        label=format_lazy(gettext_lazy("{title}に含まれる語"), title=TITLE.label),
        required=False,
        max_length=TITLE.kind.longest,
    )
    first = DayField(label=_of_period(START_ON), required=False)
    last = DayField(label=_of_period(END_ON), required=False, after="first")

    def clean(self) -> dict[str, Any]:
        """Say that a search from more to less finds nothing."""
        cleaned = super().clean()
        check_ends(CHOSEN, self)
        return cleaned

    def in_words(self) -> list[str]:
        """Return the valid conditions as one says them, for the page and its title."""
        found = self.conditions
        first, last = (found.get(name) for name in ("first", "last"))
        period = f"{short_day(first) if first else ''}〜{short_day(last) if last else ''}"
        words = [found.get("title", ""), *in_words(CHOSEN, found), period if first or last else ""]
        return [word for word in words if word]


SearchForm.base_fields |= search_fields_of(CHOSEN)
