"""The index on PostgreSQL: GIN over tokens of what is published, kept by the database itself."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from dengen.listings.listing.status import Status
from dengen.listings.search.postgresql_statement import (
    INDEXED_EXPRESSION,
    NUMBERS,
    ranges,
    statement,
)
from dengen.listings.search.tokens import BLOCKS, DAYS, FIRST_DAY, JOINED, RUNS
from dengen.listings.search.wanted import Hit, Wanted

IS_PUBLISHED = f"status = '{Status.PUBLISHED}'"
TOKENS = f"""
CREATE OR REPLACE FUNCTION listings_search_tokens(
    title text, area text, side text, start_on date, end_on date, number bigint
) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL RESTRICTED AS $$
DECLARE
    here text := ' in ' || area || ' ' || side;
    found text[] := ARRAY[here];
    starts int := greatest(0, least(start_on - date '{FIRST_DAY}', {DAYS - 1}));
    -- No end is the last one: least() leaves out NULL.
    ends int := greatest(0, least(end_on - date '{FIRST_DAY}', {DAYS - 1}));
    size int;
    run text;
BEGIN
    FOREACH size IN ARRAY ARRAY{list(RUNS)} LOOP
        FOR place IN 1..char_length(title) + 1 - size LOOP
            run := substr(title, place, size);
            found := found || run;
            IF size = {JOINED} THEN found := found || (run || here); END IF;
        END LOOP;
    END LOOP;
    FOREACH size IN ARRAY ARRAY{list(BLOCKS)} LOOP
        found := found || ('start' || size || ':' || starts / size)
            || ('end' || size || ':' || ends / size);
    END LOOP;
    FOREACH size IN ARRAY ARRAY{list(NUMBERS)} LOOP
        found := found || ('number' || size || ':' || number / size);
    END LOOP;
    RETURN found;
END $$
"""
# No pending list: whoever meets it full would wait for all of it. No statistics: knowing how
# frequent a token is, the planner would leave the index for a scan of the table.
CREATE = f"""
CREATE INDEX listing_search ON listings_listing USING gin ({INDEXED_EXPRESSION})
WITH (fastupdate = off) WHERE {IS_PUBLISHED}
"""
NO_STATISTICS = "ALTER INDEX listing_search ALTER COLUMN 1 SET STATISTICS 0"
BOUNDS = f"SELECT min(number), max(number) FROM listings_listing WHERE {IS_PUBLISHED}"  # noqa: S608 - our own
# Where listings that start that early are to be expected: lately approved ones start later.
NEAR_BOUND = f"""
SELECT max(number) FROM (
    SELECT number FROM listings_listing
    WHERE {IS_PUBLISHED} AND start_on <= %s ORDER BY start_on DESC LIMIT 100
) AS latest
"""  # noqa: S608 - our own


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index; the database fills it with what is published."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS listing_search")
        cursor.execute(TOKENS)
        cursor.execute(CREATE)
        cursor.execute(NO_STATISTICS)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX listing_search")
        cursor.execute("DROP FUNCTION listings_search_tokens")


def add(connection: BaseDatabaseWrapper, listings: Iterable[Any]) -> None:
    """Do nothing."""


def remove(connection: BaseDatabaseWrapper, listings: Iterable[Any]) -> None:
    """Do nothing."""


@contextmanager
def bulk(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Write much at once: the index is made anew in the end."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS listing_search")
        yield
        if connection.in_atomic_block:  # no index is made while references wait to be checked
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    install(connection)


def find(
    connection: BaseDatabaseWrapper, wanted: Wanted, limit: int, *, edge: int | None, rising: bool
) -> list[Hit]:
    """Return those below the edge, highest first; rising: those above, lowest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{BOUNDS} AND area = %s" if wanted.area else BOUNDS,
            [wanted.area] if wanted.area else [],
        )
        low, high = cursor.fetchone()
        if low is None:
            return []
        if edge is not None:
            low, high = (max(low, edge + 1), high) if rising else (low, min(high, edge - 1))
        if low > high:
            return []
        near = None
        if wanted.starts_by < wanted.day and not rising:
            cursor.execute(NEAR_BOUND, [wanted.starts_by])
            near = cursor.fetchone()[0]
        parts = ranges(low, high, rising=rising, near=near)
        cursor.execute(*statement(wanted, limit, parts, rising=rising))
        return [Hit(*row) for row in cursor.fetchall()]
