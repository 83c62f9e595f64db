"""What a process keeps in memory, bounded in bytes: what is added pushes out the oldest."""

from collections.abc import Callable, Hashable
from sys import getsizeof
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

OVERHEAD = 500  # bytes of an entry, beside what it holds
LARGEST_ENTRY_DIVISOR = 8  # nothing takes up more than this part of a cache

known: list["BoundedCache"] = []  # all of the process
# Told of each look-up: the cache's name, and whether it was there. Nobody listens without metrics.
listeners: list[Callable[[str, bool], None]] = []


class Entry[Value](NamedTuple):
    """`size` in bytes."""

    value: Value
    size: int


class BoundedCache[Key: Hashable, Value]:
    """Drops what was used longest ago; `size(value)` is in bytes. Safe to use from threads."""

    def __init__(self, most: int, size: Callable[[Value], int], *, name: str = "") -> None:
        self.name, self.most = name, most  # bytes
        self._size, self._lock = size, Lock()
        self._entries: LRUCache[Key, Entry[Value]] = LRUCache(most, lambda entry: entry.size)
        known.append(self)

    @property
    def bytes(self) -> int:
        """What it holds now."""
        return int(self._entries.currsize)

    def get(self, key: Key) -> Value | None:
        """Return what is kept under the key, or None."""
        with self._lock:
            entry = self._entries.get(key)
        for tell in listeners:
            tell(self.name, entry is not None)
        return entry.value if entry else None

    def put(self, key: Key, value: Value) -> None:
        """Keep it, unless it is too large to be worth it."""
        size = OVERHEAD + size_of_key(key) + self._size(value)
        if size * LARGEST_ENTRY_DIVISOR <= self.most:
            with self._lock:
                self._entries[key] = Entry(value, size)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()


def size_of_key(key: Hashable) -> int:
    """Return the bytes of a key, which may be a tuple."""
    return sum(map(getsizeof, key)) if isinstance(key, tuple) else getsizeof(key)


def forget_all() -> None:
    """Empty all caches, for tests: in a new database the same versions come again."""
    for cache in known:
        cache.clear()
