"""掲載期間経過: what stayed long after its end; first a letter, a week later its deletion."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.as_read import refusal_text, revision_read
from dengen.console.guard import decider_required, operator_required
from dengen.console.queues.review_queue import LISTINGS
from dengen.events.steps import StepNotAllowed
from dengen.events.topics import ACCOUNT, DESK
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.pages.page_cache import cached_per_reader
from dengen.review.seconded import Step
from dengen.ui.asking import Question, confirm_first
from dengen.ui.long_list import LongList


@operator_required
@require_safe
@cached_per_reader(ACCOUNT | DESK)
def overdue_queue(request: PersonalRequest) -> HttpResponse:
    """Show the oldest end first."""
    overdue = Listing.objects.overdue_for_deletion(today())
    page = LongList(overdue, settings.PAGE_SIZE, request.GET.get("page")).page_asked()
    return render(request, "console/overdue_queue.html", {"page_obj": page})


@operator_required
@require_safe
def overdue(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show one of them, and what can be done by now."""
    item = get_object_or_404(_overdue(), pk=pk)
    needs_second = item.needs_second(Step.DELETION, by=request.user)
    return render(request, "console/overdue.html", {"item": item, "needs_second": needs_second})


@decider_required
@require_POST
def overdue_contact(request: PersonalRequest, pk: int) -> HttpResponse:
    """Ask the poster to delete the listing."""
    item = get_object_or_404(Listing, pk=pk)
    try:
        item.contact_owner(by=request.user, revision=revision_read(request))
    except StepNotAllowed as refusal:
        told = {"item": LISTINGS.naming(item), "reason": refusal_text(refusal, item)}
        messages.error(request, _("%(item)s：%(reason)s") % told)
    else:
        messages.success(request, _("掲載者に、削除をお願いするメールを送りました。"))
    return _back(item)


def _question_to_delete(request: PersonalRequest, pk: int) -> Question:
    item = get_object_or_404(Listing, pk=pk)
    return Question(
        heading=_("掲載情報「%(title)s」を削除しますか？") % {"title": item.title},
        consequences=_(
            "%(name)sのMY掲載からもなくなり、理由が掲載者にメールで送られます。削除は取り消せません。"
        )
        % {"name": item.organization_name},
        button=_("削除する"),
        place=_("掲載期間経過"),
        back=reverse("console:overdue", args=[pk]),
    )


@decider_required
@require_POST
@confirm_first(_question_to_delete)
def overdue_deletion(request: PersonalRequest, pk: int) -> HttpResponse:
    """Delete the listing, which may go a week after that."""
    item = get_object_or_404(Listing, pk=pk)
    try:
        item.delete_as_overdue(by=request.user, revision=revision_read(request))
    except StepNotAllowed as refusal:
        told = {"item": LISTINGS.naming(item), "reason": refusal_text(refusal, item)}
        messages.error(request, _("%(item)s：%(reason)s") % told)
    else:
        messages.success(
            request, _("掲載情報「%(title)s」を削除しました。") % {"title": item.title}
        )
    return _back(item)


def _back(item: Listing) -> HttpResponse:
    """Redirect to its page, or to the queue when it is gone."""
    if item.is_overdue_for_deletion:
        return redirect("console:overdue", pk=item.pk)
    return redirect("console:overdue-queue")


def _overdue():
    people = "owner__organization", "owner__login", "body"
    return Listing.objects.overdue_for_deletion(today()).select_related(*people)
