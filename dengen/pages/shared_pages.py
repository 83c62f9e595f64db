"""Pages that the web processes of one machine share: what one of them has made, the others find.

One file, with as many places as its size allows. The key of a page says which place is its own, and
what is put there overwrites what was: nobody waits, and nothing is ever tidied up. Before each page
stands a seal of its key and its bytes. A page that somebody else overwrote, or that is only half
there, is not there: such a file costs speed, never an answer.
"""

import os
import pickle
from contextlib import suppress
from functools import cache
from hashlib import blake2b

from django.conf import settings

from dengen import bounded_cache
from dengen.keyed import keyed_hash

FILE_VARIABLE = "DENGEN_SHARED_PAGES"  # where `dengen serve` lets its processes share
METRIC, PURPOSE = "shared_pages", "dengen.pages.shared_pages"
PLACE = 2**16  # bytes; a larger page is not shared
SEAL, LENGTH = 16, 4  # bytes


def get(key: tuple[object, ...]) -> object | None:
    """Return what any of the processes put there, or None."""
    if (file := _file()) is None:
        return None
    name, found = _name(key), b""
    with suppress(OSError):
        found = os.pread(file, PLACE, _place(name))
    seal, length, rest = found[:SEAL], found[SEAL : SEAL + LENGTH], found[SEAL + LENGTH :]
    packed = rest[: int.from_bytes(length)]
    is_there = seal == _seal(name, packed)
    for tell in bounded_cache.listeners:
        tell(METRIC, is_there)
    return pickle.loads(packed) if is_there else None  # noqa: S301 - only our key makes the seal


def put(key: tuple[object, ...], page: object) -> None:
    """Let the other processes find it too, if there is a file and it has room."""
    if (file := _file()) is None:
        return
    name, packed = _name(key), pickle.dumps(page)
    if SEAL + LENGTH + len(packed) <= PLACE:
        with suppress(OSError):
            found = _seal(name, packed) + len(packed).to_bytes(LENGTH) + packed
            os.pwrite(file, found, _place(name))


def _file() -> int | None:
    path = os.environ.get(FILE_VARIABLE)
    return _opened(path) if path else None


@cache
def _opened(path: str) -> int | None:
    # It stays open: whoever removes the file meanwhile takes nothing from these processes.
    with suppress(OSError):
        return os.open(path, os.O_RDWR)
    return None


def _name(key: tuple[object, ...]) -> bytes:
    return blake2b(repr(key).encode(), digest_size=blake2b.PERSON_SIZE).digest()


def _place(name: bytes) -> int:
    places = settings.SHARED_PAGES_MEGABYTES * 2**20 // PLACE
    return int.from_bytes(name) % places * PLACE


def _seal(name: bytes, packed: bytes) -> bytes:
    secret = bytes.fromhex(keyed_hash(PURPOSE, METRIC))
    return blake2b(packed, digest_size=SEAL, key=secret, person=name).digest()
