"""A page with holes: made and compressed once, filled anew for each reader.

The gzip format (RFC 1951, 1952) allows blocks that don't refer to what came before. So each piece
between two holes is compressed on its own and kept, and what fills a hole is inserted uncompressed.
"""

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Self

HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # deflated, no name, no time, anywhere
END = b"\3\0"  # a last block with nothing in it
LEVEL = 3  # half the time of the tightest, for 7 % more bytes
MOST_HOLES = 8  # more, and the pieces are too short to be compressed one by one


class Pieces:
    """What stands between the holes, plain and compressed."""

    def __init__(self, pieces: list[bytes], holes: list[str]) -> None:
        self.plain = pieces
        packer = zlib.compressobj(LEVEL, wbits=-zlib.MAX_WBITS)
        self.is_packed = len(holes) <= MOST_HOLES  # else it is compressed whole, as any page is
        packed = pieces if self.is_packed else []
        self.packed = [packer.compress(one) + packer.flush(zlib.Z_FULL_FLUSH) for one in packed]
        self.holes = holes  # the name of what comes after each piece but the last

    @classmethod
    def cut(cls, page: bytes, hole: re.Pattern[bytes], name: Callable[[bytes], str]) -> Self:
        """Cut out what the pattern finds; `name(found)` says with what it is to be filled."""
        found = [name(text) for text in hole.findall(page)]
        return cls(hole.split(page), found)

    @property
    def size(self) -> int:
        """How many bytes it keeps in memory."""
        return sum(map(len, self.plain)) + sum(map(len, self.packed))

    def fill(self, fillings: Mapping[str, bytes]) -> bytes:
        """Return the page."""
        parts = [self.plain[0]]
        for hole, piece in zip(self.holes, self.plain[1:], strict=True):
            parts += fillings[hole], piece
        return b"".join(parts)

    def fill_packed(self, fillings: Mapping[str, bytes]) -> bytes:
        """Return the page, as gzip; it must be packed."""
        parts = [HEAD, self.packed[0]]
        check, length = zlib.crc32(self.plain[0]), len(self.plain[0])
        rest = zip(self.holes, self.plain[1:], self.packed[1:], strict=True)
        for hole, plain, packed in rest:
            filling = fillings[hole]
            parts += _store(filling), packed
            check = zlib.crc32(plain, zlib.crc32(filling, check))
            length += len(filling) + len(plain)
        parts += END, struct.pack("<II", check, length)
        return b"".join(parts)


def _store(text: bytes) -> bytes:
    """Return a block of text as it is, which may hold up to 65,535 bytes: a name is far shorter."""
    return b"\0" + struct.pack("<HH", len(text), len(text) ^ 0xFFFF) + text
