"""The statement that PostgreSQL is asked with.

GIN knows no order: it gives all that it has. So the numbers are asked for in ranges, each eight
times as long as the one before, newest first: the first range in the board's order, the others out
of the index. It is one statement whose parts run one after the other until enough is found, so the
work stays bounded, however frequent a word is.
"""

from collections.abc import Iterator

from dengen.listings.search.conditions import Parameters, conditions
from dengen.listings.search.tokens import question
from dengen.listings.search.wanted import Wanted

RANGE = 1024  # numbers, the first one
LONGER = 8  # times
NUMBERS = (2048, 16384, 131072)  # in a token, for a range four times as long
MANY = 32  # tokens for one range
HAS = """(
    listings_search_tokens(folded_title, area, side, start_on, end_on, number) COLLATE "C"
)"""
ORDERED = """(
SELECT number, id, area FROM listings_listing
WHERE {conditions} AND number BETWEEN {low} AND {high} ORDER BY number {order} LIMIT %(limit)s
)"""
# OFFSET 0 keeps the order out of the plan for the index, + 0 the range.
INDEXED = """(
SELECT * FROM (
    SELECT number, id, area FROM listings_listing
    WHERE {conditions} AND number + 0 BETWEEN {low} AND {high} AND {tokens} OFFSET 0
) AS hits ORDER BY number {order} LIMIT %(limit)s
)"""
STATEMENT = """
SELECT * FROM (SELECT * FROM ({parts}) AS parts LIMIT %(limit)s) AS hits ORDER BY number {order}
"""


def statement(
    wanted: Wanted, limit: int, low: int, high: int, *, rising: bool
) -> tuple[str, Parameters]:
    """SQL for the hits from low to high, both included, and its parameters."""
    required, values = conditions(wanted, position="strpos")
    every, one_of = question(wanted)
    values |= {"limit": limit, "every": every}
    values |= {f"one_of_{place}": group for place, group in enumerate(one_of)}
    tests = ["@> %(every)s"] if every else []
    tests += [f"&& %(one_of_{place})s" for place in range(len(one_of))]
    common = {"conditions": required, "order": "ASC" if rising else "DESC"}
    (first_low, first_high), *others = ranges(low, high, rising=rising)
    parts = [ORDERED.format(**common, low=first_low, high=first_high)]
    for place, (range_low, range_high) in enumerate(others):
        found = number_tokens(range_low, range_high)
        values[f"numbers_{place}"] = found
        narrowed = [f"&& %(numbers_{place})s", *tests] if found else tests
        tokens = " AND ".join(f"{HAS} {test}::text[]" for test in narrowed)
        parts.append(INDEXED.format(**common, low=range_low, high=range_high, tokens=tokens))
    return STATEMENT.format(parts=" UNION ALL ".join(parts), order=common["order"]), values


def ranges(low: int, high: int, *, rising: bool) -> Iterator[tuple[int, int]]:
    """low..high in parts, each including its ends, from the side where the reading begins."""
    length, done = RANGE, 0
    while low + done <= high:
        near, far = done, min(length, high - low + 1) - 1
        yield (low + near, low + far) if rising else (high - far, high - near)
        done, length = far + 1, length * LONGER


def number_tokens(low: int, high: int) -> list[str]:
    """The tokens that all numbers from low to high have one of, and few others.

    None if they were too many: then the range is nearly the whole board.
    """
    size = next((size for size in NUMBERS if 4 * size >= high - low), NUMBERS[-1])
    places = range(low // size, high // size + 1)
    return [f"number{size}:{place}" for place in places] if len(places) <= MANY else []
