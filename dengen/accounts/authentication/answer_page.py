"""An answer as it is kept: packed, and sealed for the browser that got it."""

import json
import zlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b

from cryptography.fernet import Fernet

from dengen.accounts.limits import request_network
from dengen.keyed import keyed_hash

PURPOSE = "dengen.kept_answer"


@dataclass(frozen=True)
class Page:
    """An answer: its status, its headers, its content."""

    status: int
    headers: list[tuple[str, str]]
    content: bytes


@dataclass(frozen=True)
class Reader:
    """The browser, by its own secret, and its session while somebody is logged in there."""

    secret: str
    session: str | None

    @property
    def subject(self) -> str:
        """For whom the pages are counted."""
        return keyed_hash(PURPOSE, self.session or f"strangers of {request_network()}")


def key_of(number: str, reader: Reader) -> str:
    """Return the key under which the page is found."""
    return keyed_hash(PURPOSE, f"{number} {reader.secret}")


def seal_of(number: str, reader: Reader) -> Fernet:
    """Return what seals with both; the number alone is too long for anybody to guess."""
    own = blake2b(f"{number} {reader.secret}".encode(), digest_size=32, person=b"dengen.answer")
    return Fernet(urlsafe_b64encode(own.digest()))


def packed(page: Page) -> bytes:
    """Return the page as it is sealed."""
    head = json.dumps([page.status, page.headers]).encode()
    return zlib.compress(head + b"\n" + page.content)


def unpacked(data: bytes) -> Page:
    """Return the page that was packed."""
    head, _break, content = zlib.decompress(data).partition(b"\n")
    status, headers = json.loads(head)
    return Page(status, [(name, value) for name, value in headers], content)
