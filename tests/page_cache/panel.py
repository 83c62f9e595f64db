"""A panel of readers, who look at every kept page before and after each act of a life."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from dengen import bounded_cache
from dengen.accounts.models import Account, Session
from dengen.events.models import Event
from dengen.listings.models import Listing
from tests import factories
from tests.conftest import browser_of

SECRETS = re.compile(rb'name="(?:csrfmiddlewaretoken|seal)" value="[^"]*"')
NEWEST = 1  # listings whose pages others look at, beside the owner's first
OWN = ["/", "/listings/mine/"]
MEMBERS = [*OWN, "/listings/", "/listings/?area=tokyo&title=売"]
STAFFS = [
    "/listings/",
    "/console/applications/",
    "/console/applications/?state=unconfirmed",
    "/console/applications/?state=decided",
    "/console/listings/",
    "/console/listings/?state=decided",
    "/console/overdue/",
    "/console/password-requests/",
    "/console/retirements/",
]

type Answer = tuple[int, str, bytes]


@dataclass
class Cast:
    """Who acts. `readers` look at the pages after each act, under these names."""

    clock: Any  # time_machine's
    administrator: Account
    colleague: Account
    reviewer: Account
    owner: Account
    bystander: Account
    published: Listing
    waiting: Listing
    readers: dict[str, Account] = field(default_factory=dict)

    def later(self, **duration: int) -> None:
        """Let time pass, and nothing happen."""
        self.clock.shift(timedelta(**duration))


def cast(clock: Any) -> Cast:
    """A small board: somebody who posts, somebody who reads, and three of the staff."""
    administrator = factories.operator("administrator")
    reviewer, colleague = factories.operator(), factories.operator()
    owner = factories.member(by=reviewer, organization_name="みなと火力発電株式会社")
    bystander = factories.member(by=reviewer, organization_name="株式会社あおば電力")
    factories.published(bystander, by=reviewer, title="蓄電池を買いたい", side="buy", area="")
    published = factories.published(owner, by=reviewer)
    readers = {"the owner": owner, "a bystander": bystander, "a reviewer": reviewer}
    waiting = factories.listing(owner, title="水力を売りたい")
    return Cast(
        clock, administrator, colleague, reviewer, owner, bystander, published, waiting, readers
    )


class Panel:
    """Asks for each page as it comes, and again made anew; `differences` is what differed."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.browsers: dict[str, Client] = {}
        self.differences: list[str] = []
        self.seen: set[str] = set()  # names of events
        self._last = self._newest()
        self._begin(cast.readers)

    def look(self) -> None:
        """Compare; what is made anew is kept until the next look."""
        happened = list(Event.objects.filter(pk__gt=self._last).values_list("name", flat=True))
        self._last = self._newest()
        self.seen.update(happened)
        self._let_in(self.cast.readers.keys() - self.browsers.keys())
        pages = list(self._pages())
        kept = [self._answer(*page) for page in pages]
        bounded_cache.forget_all()
        for (reader, page), came in zip(pages, kept, strict=True):
            if came != self._answer(reader, page):
                why = ", ".join(happened) or "what is no event"
                self.differences.append(f"after {why}: {reader} was shown an old {page}")
        self._begin({name for name in self.browsers if not self._is_in(name)})

    def _begin(self, names: Iterable[str]) -> None:
        """Log in whoever isn't, or was put out; they read, so that there is something to keep."""
        self._let_in(names)
        for reader, page in self._pages():
            if reader in names:
                self._answer(reader, page)

    def _pages(self) -> Iterator[tuple[str, str]]:
        newest = Listing.objects.order_by("-pk").values_list("pk", flat=True)[:NEWEST]
        first = self.cast.published.pk
        for name, account in self.cast.readers.items():
            # All members see the same lists, and the pages of one's own listings are not kept.
            is_owner = name == "the owner"
            pages = OWN if is_owner else MEMBERS if account.is_member else STAFFS
            numbers = {first} if is_owner else {first, *newest}
            for page in [*pages, *(f"/listings/{number}/" for number in sorted(numbers))]:
                yield name, page

    def _answer(self, reader: str, page: str) -> Answer:
        answer = self.browsers[reader].get(page)
        text = SECRETS.sub(b"", answer.content)
        return answer.status_code, answer.get("Location", ""), text

    def _let_in(self, names: Iterable[str]) -> None:
        for name in names:
            account = Account.objects.get(pk=self.cast.readers[name].pk)
            self.browsers[name] = browser_of(account) if account.is_active else Client()

    def _is_in(self, name: str) -> bool:
        cookie = self.browsers[name].cookies.get(settings.SESSION_COOKIE_NAME)
        return cookie is not None and Session.objects.filter(pk=cookie.value).exists()

    @staticmethod
    def _newest() -> int:
        return Event.objects.values_list("pk", flat=True).last() or 0
