"""The statement that PostgreSQL is asked with.

GIN knows no order: it gives all that it has. So the numbers are asked for in ranges, each eight
times as long as the one before, newest first: the first range in the board's order, the others out
of the index. It is one statement whose parts run one after the other until enough is found, so the
work stays bounded, however frequent a word is.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dengen.listings.search.conditions import Parameters, conditions
from dengen.listings.search.tokens import question
from dengen.listings.search.wanted import Wanted

RANGE = 2048  # numbers, the first one
LONGER = 8  # times
NUMBERS = (2048, 16384, 131072)  # in a token, for a range four times as long
TOKENS_PER_RANGE = 32  # tokens for one range
INDEXED_EXPRESSION = """(
    listings_search_tokens(folded_title, area, side, start_on, end_on, number) COLLATE "C"
)"""
ORDERED = """(
SELECT number, id, area, revision FROM listings_listing
WHERE {conditions} AND number BETWEEN {low} AND {high} ORDER BY number {order} LIMIT %(limit)s
)"""
# OFFSET 0 keeps the order out of the plan for the index, + 0 the range.
INDEXED = """(
SELECT * FROM (
    SELECT number, id, area, revision FROM listings_listing
    WHERE {conditions} AND number + 0 BETWEEN {low} AND {high} AND {tokens} OFFSET 0
) AS hits ORDER BY number {order} LIMIT %(limit)s
)"""
STATEMENT = """
SELECT * FROM (SELECT * FROM ({parts}) AS parts LIMIT %(limit)s) AS hits ORDER BY number {order}
"""


class Range(NamedTuple):
    """Numbers from low to high, both included."""

    low: int
    high: int

    @property
    def is_short(self) -> bool:
        """Whether to read it in the board's order is quicker than to ask the index."""
        return self.high - self.low < RANGE


def statement(
    wanted: Wanted, limit: int, parts: Iterable[Range], *, rising: bool
) -> tuple[str, Parameters]:
    """Return SQL, and its parameters, for hits in these ranges of numbers, read in turn."""
    required, values = conditions(wanted, position="strpos")
    every, one_of = question(wanted)
    values |= {"limit": limit, "every": every}
    values |= {f"one_of_{place}": group for place, group in enumerate(one_of)}
    tests = ["@> %(every)s"] if every else []
    tests += [f"&& %(one_of_{place})s" for place in range(len(one_of))]
    common = {"conditions": required, "order": "ASC" if rising else "DESC"}
    selects = []
    for place, part in enumerate(parts):
        values[f"numbers_{place}"] = found = number_tokens(part)
        narrowed = [f"&& %(numbers_{place})s", *tests] if found else tests
        tokens = " AND ".join(f"{INDEXED_EXPRESSION} {test}::text[]" for test in narrowed)
        select = ORDERED if part.is_short else INDEXED
        selects.append(select.format(**common, low=part.low, high=part.high, tokens=tokens))
    return STATEMENT.format(parts=" UNION ALL ".join(selects), order=common["order"]), values


def ranges(low: int, high: int, *, rising: bool, near: int | None = None) -> Iterator[Range]:
    """Yield low..high in parts, from the side where the reading begins.

    `near` is the number at which the first hits are expected, if that is not there: what comes
    before it is one part.
    """
    if near is not None and low <= near < high:
        yield Range(near + 1, high)
        high = near
    length, done = RANGE, 0
    while low + done <= high:
        near, far = done, min(length, high - low + 1) - 1
        yield Range(low + near, low + far) if rising else Range(high - far, high - near)
        done, length = far + 1, length * LONGER


def number_tokens(part: Range) -> list[str]:
    """Return the tokens that all numbers of the range have one of, and few others.

    None if they were too many: then the range is nearly the whole board.
    """
    size = next((size for size in NUMBERS if 4 * size >= part.high - part.low), NUMBERS[-1])
    places = range(part.low // size, part.high // size + 1)
    return [f"number{size}:{place}" for place in places] if len(places) <= TOKENS_PER_RANGE else []
