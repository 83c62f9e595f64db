"""What a listing is found by: short words, called tokens, the same in both databases.

A title gives every run of one, two, three, four and eight characters in it, so that a part of that
length is one token, and a part of another length is several that overlap. Area and side are tokens
too, alone and joined to every two characters: a frequent word where it never stands then costs
nothing. So are the days on which the period starts and ends, in blocks of 1, 8, 64, … days, so that
"ends on that day or later" is a few tokens.

Other things that are searched by have no tokens: the rows that these find are compared.

Tokens find too much, for runs that overlap need not be neighbours: who asks for them compares the
row itself as well. None may find too little.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dengen.japan.areas import Area
from dengen.listings.search.wanted import Wanted

RUNS = (1, 2, 3, 4, 8)  # characters
JOINED = 2  # characters of the runs that are also joined to area and side
MOST_RUNS = 32  # runs of a long part that are asked for: more tell nothing new
BLOCKS = (1, 8, 64, 512, 4096)  # days
FIRST_DAY = date(2000, 1, 1)
DAYS = 8 * 4096  # from then on; an earlier or a later day counts as the first or the last


class Question(NamedTuple):
    """Tokens that a listing must have all of, and sets of which it must have one each."""

    every: list[str]
    one_of: list[list[str]]


def tokens_of(title: str, area: str, side: str, start_on: date, end_on: date | None) -> set[str]:
    """Return the tokens of a listing; `title` is folded. PostgreSQL's function says the same."""
    place = _place(area, side)
    start, end = _day(start_on), _day(end_on) if end_on else DAYS - 1
    found = {run for length in RUNS for run in _runs(title, length)}
    found |= {place, *(run + place for run in _runs(title, JOINED))}
    found |= {_block("start", size, start // size) for size in BLOCKS}
    return found | {_block("end", size, end // size) for size in BLOCKS}


def question(wanted: Wanted) -> Question:
    """Return the tokens to ask for."""
    runs = dict.fromkeys(run for word in wanted.words for run in _thinned(word))
    days = () if wanted.whenever else _days(wanted.starts_by, wanted.ends_from)
    return Question(list(runs), [*_places(wanted), *days])


@lru_cache(maxsize=64)  # most searches ask for today
def _days(starts_by: date, ends_from: date) -> tuple[list[str], list[str]]:
    starts = [_block("start", *block) for block in blocks(0, _day(starts_by) + 1)]
    ends = [_block("end", *block) for block in blocks(_day(ends_from), DAYS)]
    return ends, starts


def _places(wanted: Wanted) -> Iterator[list[str]]:
    if not wanted.area and not wanted.side:
        return
    areas = [wanted.area] if wanted.area else ["", *Area.values]
    sides = [wanted.side] if wanted.side else ["sell", "buy"]
    longest = max(wanted.words, key=len, default="")
    for run in list(_runs(longest, JOINED))[::JOINED][:3] or [""]:
        yield [run + _place(area, side) for area in areas for side in sides]


def blocks(low: int, high: int) -> Iterator[tuple[int, int]]:
    """Return the fewest blocks of low..high, without high: the size and place of each."""
    for size in BLOCKS:
        is_largest, larger = size == BLOCKS[-1], 8 * size
        while low < high and (low % larger or is_largest):
            yield size, low // size
            low += size
        while low < high and high % larger:
            high -= size
            yield size, high // size


def _thinned(text: str) -> list[str]:
    length = max((run for run in RUNS if run <= len(text)), default=0)
    runs = list(dict.fromkeys(_runs(text, length)))
    return runs[:: -(-len(runs) // MOST_RUNS) or 1]


def _runs(text: str, length: int) -> Iterator[str]:
    return (text[at : at + length] for at in range(len(text) + 1 - length) if length)


def _place(area: str, side: str) -> str:
    return f" in {area} {side}"


def _day(day: date) -> int:
    return min(max((day - FIRST_DAY).days, 0), DAYS - 1)


def _block(name: str, size: int, place: int) -> str:
    return f"{name}{size}:{place}"
