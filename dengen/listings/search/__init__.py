"""Search on the board: what is published, by any part of the title, period, and declared items.

The verbs keep the index (`add`, `remove`), in their own transaction. One door for two databases.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from dengen.listings.search import postgresql, sqlite
from dengen.listings.search.wanted import Hit, Wanted

__all__ = ["Hit", "Wanted", "add", "bulk", "find", "index_many", "install", "remove", "uninstall"]


def find(
    wanted: Wanted, limit: int, *, before: int | None = None, after: int | None = None
) -> list[Hit]:
    """Return what is found, newest first, in three queries at most.

    At most `limit` of them: the newest, or those next below the number `before`, or else next above
    the number `after`.
    """
    index = _index_of(connection)
    if after is None:
        return index.find(connection, wanted, limit, edge=before, rising=False)
    return index.find(connection, wanted, limit, edge=after, rising=True)[::-1]


def add(listing: Any) -> None:
    """Put in a listing that has come onto the board and has its number."""
    _index_of(connection).add(connection, [listing])


def remove(listing: Any) -> None:
    """Take out a listing that leaves the board; it still has the number it was put in with."""
    _index_of(connection).remove(connection, [listing])


def index_many(listings: Iterable[Any]) -> None:
    """Put in many published listings that no verb made; within `bulk()` it goes quickly.

    Of each it needs number, folded_title, area, side, start_on and end_on.
    """
    _index_of(connection).add(connection, listings)


def bulk() -> AbstractContextManager[None]:
    """Return a context for inserting many and `index_many`; then the index is put right."""
    return _index_of(connection).bulk(connection)


def install(connection: BaseDatabaseWrapper, published: Iterable[Any]) -> None:
    """Make the index anew, out of what is published."""
    index = _index_of(connection)
    index.install(connection)
    index.add(connection, published)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    _index_of(connection).uninstall(connection)


def _index_of(connection: BaseDatabaseWrapper) -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite
