"""発電設備等の情報: the list with its area tabs and search (manual §4.1 ②)."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dengen.accounts.kept_pages import shared_page
from dengen.accounts.requests import PersonalRequest
from dengen.japan.areas import Area
from dengen.japan.business_days import today
from dengen.listings.forms.search import SearchForm
from dengen.listings.models import Listing


@dataclass(frozen=True)
class Tab:
    """An area tab; `area` is "" for All."""

    area: str
    label: str
    count: int
    is_current: bool


@require_safe
@shared_page
@cache_control(private=True, no_cache=True)
def board(request: PersonalRequest) -> HttpResponse:
    """The listings of today that match the search, newest first."""
    form = SearchForm(request.GET)
    area = request.GET.get("area", "") if request.GET.get("area") in Area.values else ""
    found = Listing.objects.visible_on(today()).search(**form.conditions)
    page = Paginator(found.search(area=area), settings.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "is_search": bool(form.conditions or form.errors),
        "tabs": _tabs(found, area),
        "page_obj": page,
        "area": area,
    }
    return render(request, "listings/list.html", context)


def _tabs(found, current: str) -> list[Tab]:
    counts = found.count_by_area()
    everything = Tab("", _("All"), sum(counts.values()), is_current=not current)
    areas = Listing.objects.areas_ever_published()
    return [
        everything,
        *(Tab(area, str(area.label), counts.get(area, 0), area == current) for area in areas),
    ]
