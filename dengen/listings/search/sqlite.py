"""The index on SQLite: an FTS5 table of tokens, its rows numbered as the listings on the board.

Asked in the order of its row numbers, it gives the newest first and stops at the last one wanted.
It keeps no text (`content=''`), so taking a listing out takes the very tokens that went in: title
and period never change once a listing was handed in.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import batched
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from dengen.listings.search.conditions import conditions
from dengen.listings.search.tokens import question, tokens_of
from dengen.listings.search.wanted import Hit, Wanted

CREATE = """
CREATE VIRTUAL TABLE listings_search
USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='ascii')
"""
ADD = "INSERT INTO listings_search (rowid, tokens) VALUES (%s, %s)"
REMOVE = "INSERT INTO listings_search (listings_search, rowid, tokens) VALUES ('delete', %s, %s)"
TELL = "INSERT INTO listings_search (listings_search, rank) VALUES (%s, %s)"
FIND = """
SELECT number, id, area, revision
FROM listings_search CROSS JOIN listings_listing ON number = listings_search.rowid
WHERE listings_search MATCH %(tokens)s AND listings_search.rowid {place} %(edge)s AND {conditions}
ORDER BY listings_search.rowid {order} LIMIT %(limit)s
"""
HIGHEST_NUMBER = 2**63 - 1
LISTINGS_AT_ONCE = 1000


def install(connection: BaseDatabaseWrapper) -> None:
    """Make an empty index."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS listings_search")
        cursor.execute(CREATE)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE listings_search")


def add(connection: BaseDatabaseWrapper, listings: Iterable[Any]) -> None:
    """Put in listings that have come onto the board."""
    _write(connection, ADD, listings)


def remove(connection: BaseDatabaseWrapper, listings: Iterable[Any]) -> None:
    """Take out listings that were put in."""
    _write(connection, REMOVE, listings)


@contextmanager
def bulk(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Write much at once: it is merged in the end instead of all the time."""
    with connection.cursor() as cursor:
        cursor.execute(TELL, ["automerge", 0])
        yield
        cursor.execute(TELL, ["optimize", 0])
        cursor.execute(TELL, ["automerge", 4])  # as it is by default


def find(
    connection: BaseDatabaseWrapper, wanted: Wanted, limit: int, *, edge: int | None, rising: bool
) -> list[Hit]:
    """Return those below the edge, highest first; rising: those above, lowest first."""
    required, values = conditions(wanted, position="instr")
    place, order, end = (">", "ASC", 0) if rising else ("<", "DESC", HIGHEST_NUMBER)
    values |= {"tokens": _expression(wanted), "limit": limit, "edge": end if edge is None else edge}
    with connection.cursor() as cursor:
        cursor.execute(FIND.format(place=place, order=order, conditions=required), values)
        return [Hit(*row) for row in cursor.fetchall()]


def _write(connection: BaseDatabaseWrapper, statement: str, listings: Iterable[Any]) -> None:
    with connection.cursor() as cursor:
        for some in batched(listings, LISTINGS_AT_ONCE):
            cursor.executemany(statement, [_row(listing) for listing in some])


def _row(listing: Any) -> tuple[int, str]:
    tokens = tokens_of(
        listing.folded_title, listing.area, listing.side, listing.start_on, listing.end_on
    )
    return listing.number, " ".join(map(_word, tokens))


def _expression(wanted: Wanted) -> str:
    every, one_of = question(wanted)
    groups = [f"({' OR '.join(map(_word, group))})" for group in one_of]
    return " AND ".join([*map(_word, every), *groups])


@lru_cache(maxsize=20_000)  # of some 300 bytes: no token is longer than a dozen characters
def _word(token: str) -> str:
    """Return the token in letters and digits, which no tokenizer takes apart or leaves out."""
    return token.encode("utf-8", "surrogatepass").hex()
