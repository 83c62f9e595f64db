"""ID削除の申請: the queue, one request, and its completion (manual §5.2)."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.membership.retirement_request import REQUEST_ENDED
from dengen.accounts.models import RetirementRequest
from dengen.console.audit.trail import last_step
from dengen.console.desk.as_read import revision_read
from dengen.console.desk.overtaken import overtaken_page
from dengen.console.guard import decider_required, operator_required
from dengen.events.steps import Overtaken
from dengen.events.topics import ACCOUNT, DESK
from dengen.listings.models import Listing
from dengen.pages.page_cache import cached_per_reader
from dengen.ui.asking import Question, confirm_first

PEOPLE = ("account__login", "account__organization")


@operator_required
@require_safe
@cached_per_reader(ACCOUNT | DESK)
def retirement_queue(request: PersonalRequest) -> HttpResponse:
    """Show what waits, oldest first."""
    waiting = RetirementRequest.objects.waiting().select_related(*PEOPLE)
    page = Paginator(waiting, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "console/retirement_queue.html", {"page_obj": page})


@operator_required
@require_safe
def retirement(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show who asks to leave, why, and what would be deleted."""
    item = _found(pk)
    if item.ended_at:
        return _overtaken(request, item, str(REQUEST_ENDED))
    count = Listing.objects.of(item.account).count()
    return render(request, "console/retirement.html", {"item": item, "listing_count": count})


def _question_to_complete(request: PersonalRequest, pk: int) -> Question:
    item = _found(pk)
    if item.ended_at:
        raise Overtaken(REQUEST_ENDED)
    return Question(
        heading=_("会員ID「%(id)s」を削除しますか？") % {"id": item.account.login},
        about=item.account.organization_name,
        consequences=_(
            "この会員はログインできなくなり、掲載情報と個人情報が消去されます。"
            "会員IDは二度と登録できません。削除は取り消せません。"
        ),
        button=_("削除する"),
        place=_("ID削除"),
        back=reverse("console:retirement-queue"),
    )


@decider_required
@require_POST
@confirm_first(_question_to_complete)
def retirement_completion(request: PersonalRequest, pk: int) -> HttpResponse:
    """End the ID, unless that was done, the request taken back, or something else meanwhile."""
    item = _found(pk)
    try:
        item.complete(by=request.user, read=revision_read(request))
    except Overtaken as refusal:
        return _overtaken(request, item, str(refusal))
    messages.success(request, _("会員ID「%(id)s」を削除しました。") % {"id": item.account.login})
    return redirect("console:retirement-queue")


def _found(pk: int) -> RetirementRequest:
    return get_object_or_404(RetirementRequest.objects.select_related(*PEOPLE), pk=pk)


def _overtaken(request: PersonalRequest, item: RetirementRequest, told: str) -> HttpResponse:
    name = _("会員ID「%(id)s」の削除の申請") % {"id": item.account.login}
    place = _("ID削除の申請"), reverse("console:retirement-queue")
    return overtaken_page(request, name, f"{told}{last_step(item)}", place)
