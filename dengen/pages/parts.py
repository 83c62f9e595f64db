"""Parts of pages that are made once: each is good for its key, the language and the day."""

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


def _whole(key: Key) -> Key:
    return get_language(), today(), *key
