"""What is to be made, from a seed and an index; nothing is read or written."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dengen.demo.bulk.calendar import LONGEST_WAIT, Calendar, decided, morning
from dengen.demo.bulk.words import rare_words, words

YEARS = timedelta(days=4 * 365)  # of listings
EARLIER = timedelta(days=200)  # the staff is there, and members join
TITLES_OF_A_RARE_WORD = 5
FEW_KIND = "few"
WAITING_SHARE, FEWEST_WAITING = 700, 5


@dataclass(frozen=True)
class Plan:
    """A number of listings of a number of members, the last posted on the `last_day`."""

    seed: int
    listings: int
    members: int
    last_day: date
    key: bytes = field(init=False)
    joining: Calendar = field(init=False)
    posting: Calendar = field(init=False)
    special: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        text = f"{self.seed}:{self.listings}:{self.members}:{self.last_day}"
        first_day = self.last_day - YEARS
        found = {
            "key": hashlib.blake2b(text.encode(), digest_size=32).digest(),
            "joining": Calendar(first_day - EARLIER, first_day - timedelta(days=1)),
            "posting": Calendar(first_day, self.last_day),
            "special": _special(self.decided),
        }
        for name, value in found.items():
            object.__setattr__(self, name, value)

    @property
    def founded_at(self) -> datetime:
        """When the first of the staff was added."""
        return morning(self.last_day - YEARS - EARLIER)

    @property
    def decided(self) -> int:
        """How many listings were decided on; the others wait."""
        return self.listings - max(FEWEST_WAITING, self.listings // WAITING_SHARE)

    def submitted(self, index: int, fraction: float = 0) -> float:
        """Return the second of work at which the listing is handed in; it grows with the index."""
        return (index + fraction) / self.listings * (self.posting.length - LONGEST_WAIT)

    def window_end(self, index: int) -> datetime:
        """Return the moment by which everything before that listing was decided."""
        return self.posting.moment(decided(self.submitted(index)))


def last_day_of(founded_at: datetime) -> date:
    """Return the last day of a board that was begun then."""
    return founded_at.date() + EARLIER + YEARS


def _special(count: int) -> dict[int, str]:
    """Return the listings with something rare, by index: a rare word, or one of an area's few.

    They are spread over all.
    """
    kinds = [*rare_words() * TITLES_OF_A_RARE_WORD, *[FEW_KIND] * words()["few"]["count"]]
    return {place * count // len(kinds): kind for place, kind in enumerate(kinds)}
