"""The page of a queue: what waits, or what was decided; the same for both queues."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dengen.console.forms.queue_filter import QueueFilter
from dengen.console.queues.review_queue import ReviewQueue
from dengen.ui.long_list import LongList


def queue_page(
    request: HttpRequest, queue: ReviewQueue, narrowing: type[QueueFilter]
) -> HttpResponse:
    """Show the queue (審査待ち); the rest of the query narrows it.

    With `?state=decided` it is what was decided, with `?state=unconfirmed` what waits for its
    applicant.
    """
    state = request.GET.get("state")
    unconfirmed_count = queue.unconfirmed().count()
    is_decided = state == "decided"
    is_unconfirmed = state == "unconfirmed" and unconfirmed_count > 0
    form = narrowing(request.GET)
    text = form.conditions.get("q", "")
    is_narrowed = bool(form.conditions or form.errors)
    waiting_count = queue.waiting().count()
    asked = request.GET.get("page")
    if is_decided:
        decided = queue.decided(text)
        found = decided.none() if "q" in form.errors else decided
        page = LongList(found, settings.PAGE_SIZE, asked).page_asked()
    elif is_unconfirmed:
        page = Paginator(queue.unconfirmed(), settings.PAGE_SIZE).get_page(asked)
    else:
        paginator = Paginator(form.narrow(queue.waiting()), settings.PAGE_SIZE)
        if not is_narrowed:
            paginator.count = waiting_count
        page = paginator.get_page(asked)
        page.object_list = list(page.object_list)
        form.prepare(page.object_list)
    context = {
        "queue": queue,
        "page_obj": page,
        "is_decided": is_decided,
        "is_unconfirmed": is_unconfirmed,
        "unconfirmed_count": unconfirmed_count,
        "filter": form,
        "is_narrowed": is_narrowed,
        "waiting_count": waiting_count,
    }
    return render(request, f"console/{queue.name}_queue.html", context)


def place_in_queue(queue: ReviewQueue, item: Any) -> dict[str, object]:
    """Return the waiting ones before and after an item, and where it stands itself if it waits."""
    earlier, later = queue.before(item), queue.after(item)
    previous, following = earlier.first(), later.first()
    return {
        "previous_url": queue.url(previous) if previous else "",
        "next_url": queue.url(following) if following else "",
        **(_number(earlier, later) if item.is_approvable else {}),
    }


def _number(earlier: QuerySet, later: QuerySet) -> dict[str, object]:
    number = earlier.count() + 1
    return {"number": number, "total": number + later.count()}
