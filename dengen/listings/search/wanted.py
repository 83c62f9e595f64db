"""What a member looks for on the board (manual §4.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, Self

from dengen.japan.width import fold
from dengen.listings.entry.items import AREA, SIDE

MOST_WORDS = 8  # what stands behind them is looked for as it is


@dataclass(frozen=True)
class Wanted:
    """Listings that members see on `day` and that meet every condition; an empty one is none.

    With `whenever` those of any other day are wanted too.

    `asked` are the conditions on declared items, by name. Area and side have names of their own
    here: the index joins them to the title's words, and the tally counts by them.
    """

    day: date
    title: str = ""
    first: date | None = None
    last: date | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)
    whenever: bool = False

    @classmethod
    def meeting(
        cls,
        day: date,
        title: str = "",
        *,
        first: date | None = None,
        last: date | None = None,
        **asked: Any,
    ) -> Self:
        """Return what meets these conditions, those on declared items by their names."""
        return cls(day, title, first, last, asked)

    @property
    def area(self) -> str:
        """The area that is asked for, or ""."""
        return str(self.asked.get(AREA.name, ""))

    @property
    def side(self) -> str:
        """The side that is asked for, or ""."""
        return str(self.asked.get(SIDE.name, ""))

    @property
    def words(self) -> list[str]:
        """What the title must hold, as titles are compared, each once, in any order.

        What somebody types as 東 京 also finds 東京, as 東京 finds 東 京: titles are compared
        without their spaces.
        """
        found = list(dict.fromkeys(fold(self.title).split()))
        if len(found) <= MOST_WORDS:
            return found
        return [*found[: MOST_WORDS - 1], "".join(found[MOST_WORDS - 1 :])]

    @property
    def starts_by(self) -> date:
        """The last day on which the period may start: to be seen, and to overlap what is asked."""
        return date.max if self.whenever else min(self.day, self.last or self.day)

    @property
    def ends_from(self) -> date:
        """The first day on which the period may end."""
        return date.min if self.whenever else max(self.day, self.first or self.day)

    @property
    def is_searched(self) -> bool:
        """Whether more is asked for than area and side: nobody knows the number beforehand."""
        is_more = bool(self.asked.keys() - {AREA.name, SIDE.name})
        return bool(self.words or self.first or self.last or is_more)

    def everywhere(self) -> Self:
        """Return the same in all areas."""
        return replace(self, asked={**self.asked, AREA.name: ""})


class Hit(NamedTuple):
    """A listing that was found; `number` is its place on the board."""

    number: int
    pk: int
    area: str
    revision: int
