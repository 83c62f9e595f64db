"""What a member looks for on the board (manual §4.1)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Self

from dengen.japan.width import fold

MOST_WORDS = 8  # what stands behind them is looked for as it is


@dataclass(frozen=True)
class Wanted:
    """Listings that members see on `day` and that meet every condition; an empty one is none."""

    day: date
    title: str = ""
    side: str = ""
    first: date | None = None
    last: date | None = None
    area: str = ""

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
        return min(self.day, self.last or self.day)

    @property
    def ends_from(self) -> date:
        """The first day on which the period may end."""
        return max(self.day, self.first or self.day)

    @property
    def is_searched(self) -> bool:
        """Whether a title or a period is asked for, so that nobody knows the number beforehand."""
        return bool(self.words or self.first or self.last)

    def everywhere(self) -> Self:
        """Return the same in all areas."""
        return replace(self, area="")


class Hit(NamedTuple):
    """A listing that was found; `number` is its place on the board."""

    number: int
    pk: int
    area: str
