"""担当者を交代する: the member invites a successor, or calls it off; the successor's link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.membership.handover import Handover
from dengen.accounts.self_care.forms.handover import HandoverForm
from dengen.ui.asking import Question, confirm_first
from dengen.ui.step_by_form import is_taken


@sensitive_post_parameters("old_password")
def handover(request: PersonalRequest) -> HttpResponse:
    """Show the form of the invitation, or how the one under way stands; members only."""
    if not request.user.is_member:
        raise Http404
    form = HandoverForm(request.POST or None, account=request.user)
    if form.is_valid() and is_taken(
        form, request.user.request_handover, email=form.cleaned_data["email"]
    ):
        messages.success(request, _("後任の方へ、お申し込みのためのメールをお送りしました。"))
        return redirect("accounts:handover")
    context = {
        "form": form,
        "handover": request.user.open_handover,
        "retirement": request.user.waiting_retirement,
    }
    return render(request, "accounts/handover.html", context)


def _question_to_cancel(request: PersonalRequest) -> Question:
    if not request.user.is_member:
        raise Http404
    return Question(
        heading=_("担当者の交代を取り消しますか？"),
        consequences=_(
            "後任の方へ送ったリンクは使えなくなり、お申し込みが済んでいても承認されません。"
            "後任の方にはメールで知らせます。改めて手続きを始めることはできます。"
        ),
        button=_("交代を取り消す"),
        place=_("担当者の交代"),
        back=reverse("accounts:handover"),
    )


@require_POST
@confirm_first(_question_to_cancel)
def handover_cancellation(request: PersonalRequest) -> HttpResponse:
    """Call the handover off."""
    if not request.user.is_member:
        raise Http404
    request.user.cancel_handover()
    messages.success(request, _("担当者の交代を取り消しました。"))
    return redirect("accounts:account")


@login_not_required
@never_cache
@require_safe
def succession(request: HttpRequest, key: str) -> HttpResponse:
    """Show the page of the link in the invitation: what it is about, and how to go on."""
    found = Handover.objects.by_key(key)
    if found is None:
        raise Http404
    return render(request, "accounts/succession.html", {"handover": found, "key": key})
