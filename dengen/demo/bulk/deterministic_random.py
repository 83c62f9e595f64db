"""Chances that depend on nothing but a key, what they are thrown for, and an index."""

import hashlib
from collections.abc import Sequence
from uuid import UUID


class DeterministicRandom:
    """Some fifty throws; the same ones on every machine and in every version of Python."""

    def __init__(self, key: bytes, purpose: str, index: int) -> None:
        digest = hashlib.blake2b(f"{purpose}:{index}".encode(), key=key).digest()
        self._rest = int.from_bytes(digest)

    def below(self, number: int) -> int:
        """Return one of 0, 1 … `number` - 1."""
        self._rest, thrown = divmod(self._rest, number)
        return thrown

    def one_of[T](self, things: Sequence[T]) -> T:
        """Return one of these."""
        return things[self.below(len(things))]

    def fraction(self) -> float:
        """Return a number from 0 to just below 1."""
        return self.below(1_000_000) / 1_000_000


def unique(key: bytes, purpose: str, index: int) -> UUID:
    """Return what `uuid4()` would have given."""
    text = f"{purpose}:{index}".encode()
    return UUID(bytes=hashlib.blake2b(text, key=key, digest_size=16).digest(), version=4)
