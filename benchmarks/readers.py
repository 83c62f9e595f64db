"""Members who read: lists, searches, listings, and their own pages."""

from collections.abc import Sequence
from random import Random

from benchmarks.browser import member_of
from benchmarks.load import Target, aimed
from benchmarks.servers import Server

READERS = 8  # the first members
OWN_PAGES = ("/", "/listings/mine/")  # that each of them has


def readers(web: Server, shared: Sequence[str]) -> list[Target]:
    """Return the own pages of each reader, and the shared ones by all in turn; raise if none."""
    cookies = [member_of(web.address, one).cookie for one in range(READERS)]
    asked = [(path, cookie) for cookie in cookies for path in OWN_PAGES]
    asked += [(path, cookies[place % READERS]) for place, path in enumerate(shared)]
    Random(1).shuffle(asked)
    pages = [aimed(web.port, path, cookie) for path, cookie in asked]
    if missing := [page.path for page in pages if not page.title]:
        raise RuntimeError(f"There are no such pages: {', '.join(missing)}")
    return pages
