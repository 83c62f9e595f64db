"""Parts of pages that are made once: each is good for its key, the language and the day."""

from collections.abc import Callable, Collection, Mapping

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dengen.bounded_cache import BoundedCache
from dengen.japan.business_days import today

MEGABYTES = 8
BYTES_OF_A_CHARACTER = 2  # as Python keeps Japanese

type Key = tuple[object, ...]

_parts: BoundedCache[Key, SafeString] = BoundedCache(
    MEGABYTES * 2**20, lambda part: BYTES_OF_A_CHARACTER * len(part)
)


def kept(*key: object) -> SafeString | None:
    """Return the part, or None if it is not kept."""
    return _parts.get(_whole(key))


def keep(part: SafeString, *key: object) -> SafeString:
    """Keep the part; return it."""
    _parts.put(_whole(key), part)
    return part


def of_each[Thing](
    name: str,
    keys: Mapping[Thing, Key],
    make: Callable[[Collection[Thing]], Mapping[Thing, SafeString]],
) -> list[SafeString]:
    """Return the part of each thing, which is good for its key.

    `make` gets those whose parts are not kept, if there are any; what it leaves out has none.
    """
    always = _whole((name,))
    found = {thing: _parts.get((*always, *key)) for thing, key in keys.items()}
    missing = [thing for thing, part in found.items() if part is None]
    for thing, part in (make(missing) if missing else {}).items():
        found[thing] = part
        _parts.put((*always, *keys[thing]), part)
    return [part for part in found.values() if part is not None]


def _whole(key: Key) -> Key:
    return get_language(), today(), *key
