"""What members type to search the list."""

from django.utils.translation import gettext_lazy

from dengen.japan.written_days import short_day
from dengen.listings.entry.items import AREA, TITLE, searched
from dengen.listings.forms.entry_fields import search_field_of
from dengen.ui.dates import DayField
from dengen.ui.fields import LineField
from dengen.ui.periods import PeriodForm

CHOSEN = [item for item in searched() if item is not AREA]  # which has its tabs


class SearchForm(PeriodForm):
    """The search of the list (manual §4.1); every condition is optional."""

    title = LineField(
        label=gettext_lazy("タイトルに含まれる語"), required=False, max_length=TITLE.kind.longest
    )
    first = DayField(label=gettext_lazy("掲載期間（開始日）"), required=False)
    last = DayField(label=gettext_lazy("掲載期間（終了日）"), required=False, after="first")

    def in_words(self) -> list[str]:
        """Return the valid conditions as one says them, for the page and its title."""
        found = self.conditions
        first, last = (found.get(name) for name in ("first", "last"))
        period = f"{short_day(first) if first else ''}〜{short_day(last) if last else ''}"
        chosen = [item.kind.text(found[item.name]) for item in CHOSEN if item.name in found]
        words = [found.get("title", ""), *chosen, period if first or last else ""]
        return [word for word in words if word]


SearchForm.base_fields |= {item.name: search_field_of(item) for item in CHOSEN}
