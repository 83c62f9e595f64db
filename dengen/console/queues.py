"""The page of a queue: what waits, or what was decided; the same for both desks."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dengen.console.desks import Desk
from dengen.japan.width import clean_text

LONGEST_SEARCH = 200  # longer than anything that is searched; SQLite fails at 50,000 bytes


def queue_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The queue (審査待ち), or with `?state=decided` what was decided; `q` searches that."""
    is_decided = request.GET.get("state") == "decided"
    text = clean_text(request.GET.get("q", ""))[:LONGEST_SEARCH]
    found = desk.decided(text) if is_decided else desk.waiting()
    page = Paginator(found, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "is_decided": is_decided,
        "text": text,
        "waiting_count": page.paginator.count if not is_decided else desk.waiting().count(),
    }
    return render(request, f"console/{desk.name}_queue.html", context)


def place_in_queue(desk: Desk, item: Any) -> dict[str, object]:
    """Where a waiting item stands: the ones before and after it, its number, and of how many."""
    if not item.is_approvable:
        return {}
    earlier, later = desk.before(item), desk.after(item)
    number = earlier.count() + 1
    previous, following = earlier.first(), later.first()
    return {
        "previous_url": desk.url(previous) if previous else "",
        "next_url": desk.url(following) if following else "",
        "number": number,
        "total": number + later.count(),
    }
