"""What the readers and the others of the mixed measurement need to know, and find waiting."""

from itertools import cycle, islice
from typing import Any
from urllib.parse import urlencode

from benchmarks.jobs.growth import address_after
from benchmarks.jobs.verbs import HTML, listing_of
from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.listings.search import Wanted, find

WORDS = ("太陽光", "風力", "水力", "バイオマス", "余剰", "調整力", "供給力", "求めています")
PAGE = 20  # listings
DETAILS, PAGES_BEHIND = 20, 10


def job(posters: list[str], waiting: int) -> dict[str, Any]:
    """Return addresses of pages, areas, what waits for approval, and the posters' keys."""
    accounts = [Account.objects.get(login_id=canonical(one)) for one in posters]
    areas = [area.value for area in Listing.objects.areas_ever_published()]
    return {
        "pages": list(_pages(areas)),
        "areas": areas,
        "waiting": _submitted(accounts, areas, waiting),
        "accounts": [account.pk for account in accounts],
    }


def _pages(areas: list[str]) -> list[str]:
    """Return the pages that members share: lists, the pages behind them, searches, listings."""
    pages = ["/listings/", *(f"/listings/?area={area}" for area in areas)]
    found = find(Wanted(today()), (PAGES_BEHIND + 1) * PAGE)
    behind = range(PAGE, len(found) - 1, PAGE)
    pages += [address_after("", "?", place) for place in behind][:PAGES_BEHIND]
    searches = [{"title": word} for word in WORDS]
    searches += [{"title": WORDS[0], "area": areas[0]}, {"side": "buy", "area": areas[-1]}]
    pages += [f"/listings/?{urlencode(one)}" for one in searches]
    numbers = [listing.pk for listing in Listing.objects.visible_on(today())[:DETAILS]]
    return pages + [f"/listings/{number}/" for number in numbers]


def _submitted(accounts: list[Account], areas: list[str], count: int) -> list[int]:
    """Submit so many listings; return their keys."""
    numbers = []
    for number, (account, area) in enumerate(
        islice(zip(cycle(accounts), cycle(areas), strict=False), count)
    ):
        listing = listing_of(account, number, area)
        numbers.append(listing.submit(by=account, html=HTML).pk)
    return numbers
