"""Every page once uncached, several times."""

from collections import Counter
from typing import Any

from benchmarks.jobs.client import logged_in, timed
from benchmarks.visited import visited
from dengen.japan.business_days import today
from dengen.listings.models import Tally
from dengen.listings.search import Wanted, find

FAR = 20_000  # listings


def job(listing: int, times: int) -> dict[str, Any]:
    """Return what `timed` gives, by the page's name."""
    browsers = {kind: logged_in(is_console=kind) for kind in (False, True)}
    pages = [(page.name, page.path, page.is_console) for page in visited({"listing": listing})]
    pages += [(name, path, False) for name, path in tabs()]
    return {name: timed(browsers[kind], path, times) for name, path, kind in pages}


def tabs() -> list[tuple[str, str]]:
    """Return the first page of each tab, and the one after 20,000 listings where there is one."""
    counts: Counter[str] = Counter()
    for area, _side, count in Tally.objects.on(today()):
        counts[area] += count
    known = {"": counts.total()} | {area: counts[area] for area in sorted(counts) if area}
    found = []
    for area, count in known.items():
        name, query = f"tab {area or 'all'}", f"?area={area}" if area else "?"
        found.append((name, f"/listings/{query}"))
        if count > FAR:
            found.append((f"{name}, after {FAR:,}", address_after(area, query)))
    return found


def address_after(area: str, query: str, place: int = FAR) -> str:
    """Return the address of the page that begins after so many listings."""
    last = find(Wanted.meeting(today(), area=area), place)[-1]
    return f"/listings/{query}&before={last.number}".replace("?&", "?")
