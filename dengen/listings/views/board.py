"""発電設備等の情報: the list with its area tabs and search (manual §4.1 ②)."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.events.topics import BOARD
from dengen.japan.areas import Area
from dengen.japan.business_days import today
from dengen.listings.forms.search import SearchForm
from dengen.listings.models import Listing
from dengen.listings.search import Wanted, paging
from dengen.listings.search.paging import Page, page_of
from dengen.listings.views.cards import cards_of
from dengen.pages.page_cache import cached_per_role
from dengen.ui.keyset import Cursor

# A wrong condition finds nothing, instead of everything that the others find.
NOTHING = Page((), None, None, has_previous=False, has_next=False)


@dataclass(frozen=True)
class Tab:
    """An area tab; `count` is "" where too many are found to be counted."""

    address: str
    label: str
    count: str
    is_current: bool


@require_safe
@cached_per_role(BOARD)
@cache_control(private=True, no_cache=True)
def board(request: PersonalRequest) -> HttpResponse:
    """Show the listings of today that match the search, newest first."""
    form = SearchForm(request.GET)
    area = request.GET.get("area", "") if request.GET.get("area") in Area.values else ""
    cursor = Cursor.read(request.GET.get("before", ""), request.GET.get("after", ""))
    wanted = Wanted.meeting(today(), area=area, **form.conditions)
    page = NOTHING if form.errors else page_of(wanted, cursor, settings.PAGE_SIZE)
    context = {
        "form": form,
        "is_search": bool(form.conditions or form.errors),
        "tabs": _tabs(page, area, request.GET),
        "cards": cards_of(page.hits, wanted.day),
        "page": page,
        "hits": _hits(page, area),
        "area": area,
        "searched": " ".join([*([str(Area(area).label)] if area else []), *form.in_words()]),
    }
    return render(request, "listings/list.html", context)


def _tabs(page: Page, current: str, asked: QueryDict) -> list[Tab]:
    others = asked.copy()
    for name in ("area", "before", "after"):
        others.pop(name, None)
    rest = [others.urlencode()] if others else []
    areas = [("", _("All")), *((one, one.label) for one in Listing.objects.areas_ever_published())]
    return [
        Tab(
            "?" + "&".join([*rest, f"area={area}"] if area else rest),
            str(label),
            _count(page, area),
            area == current,
        )
        for area, label in areas
    ]


def _count(page: Page, area: str) -> str:
    if page.counts is None:
        return ""
    return f"{page.counts.get(area, 0) if area else sum(page.counts.values()):,}"


def _hits(page: Page, area: str) -> str:
    """Return how many are found, and which of them are shown, as far as that is known."""
    if page is NOTHING:
        return ""
    if page.counts is None:
        text = _("%(count)s件以上") % {"count": f"{paging.COUNTED:,}"}
    else:
        text = _("%(count)s件") % {"count": _count(page, area)}
    if page.start is None or not (page.has_previous or page.has_next):
        return text
    places = {"start": f"{page.start:,}", "end": f"{page.start + len(page.hits) - 1:,}"}
    return text + _("（%(start)s〜%(end)s件目）") % places
