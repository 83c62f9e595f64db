"""ID削除の申請: the queue, one request, and its completion (manual §5.2)."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.kept_pages import kept_page
from dengen.accounts.models import RetirementRequest
from dengen.accounts.requests import PersonalRequest
from dengen.console.guard import decider_required, operator_required
from dengen.events.steps import Overtaken
from dengen.listings.models import Listing


@operator_required
@require_safe
@kept_page
def retirement_queue(request: PersonalRequest) -> HttpResponse:
    """What waits, oldest first."""
    waiting = _waiting().order_by("submitted_at", "pk")
    page = Paginator(waiting, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "console/retirement_queue.html", {"page_obj": page})


@operator_required
@require_safe
def retirement(request: PersonalRequest, pk: int) -> HttpResponse:
    """Who asks to leave, why, and what would be deleted."""
    item = get_object_or_404(_waiting(), pk=pk)
    count = Listing.objects.of(item.account).count()
    return render(request, "console/retirement.html", {"item": item, "listing_count": count})


@decider_required
@require_POST
def retirement_completion(request: PersonalRequest, pk: int) -> HttpResponse:
    """The ID ends, unless that was done, or the request taken back, meanwhile."""
    item = get_object_or_404(RetirementRequest.objects.select_related("account__login"), pk=pk)
    try:
        item.complete(by=request.user)
    except Overtaken as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(
            request, _("会員ID「%(id)s」を削除しました。") % {"id": item.account.login}
        )
    return redirect("console:retirement-queue")


def _waiting():
    people = "account__login", "account__organization"
    return RetirementRequest.objects.waiting().select_related(*people)
