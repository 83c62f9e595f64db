"""What the operator does with a member: suspend, lift, write, end the ID."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dengen.accounts.authentication.one_press import once
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Account
from dengen.console.desk.taking_away import retirement_question
from dengen.console.forms.member import LetterForm, SuspensionForm, TakingAwayForm
from dengen.console.guard import decider_required
from dengen.events.steps import StepNotAllowed
from dengen.listings.models import Listing
from dengen.mail.outbox import render as write
from dengen.review.seconded import Step
from dengen.ui.asking import CONFIRMED, confirmation_page
from dengen.ui.step_by_form import is_taken

ASKING = ["GET", "HEAD", "POST"]


@decider_required
@require_http_methods(ASKING)
def member_suspension(request: PersonalRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then lock the account."""
    account = _member(pk)
    form = SuspensionForm(request.POST or None)
    if form.is_valid() and is_taken(form, account.suspend, by=request.user, **form.cleaned_data):
        messages.success(request, _("利用を停止し、会員にメールで知らせました。"))
        return redirect("console:member", pk=pk)
    return render(request, "console/member_suspension.html", {"account": account, "form": form})


@decider_required
@require_POST
def member_suspension_end(request: PersonalRequest, pk: int) -> HttpResponse:
    """Lift the suspension: the account may be used again."""
    try:
        _member(pk).lift_suspension(by=request.user)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("利用停止を解除し、会員にメールで知らせました。"))
    return redirect("console:member", pk=pk)


@decider_required
@require_http_methods(ASKING)
def member_letter(request: PersonalRequest, pk: int) -> HttpResponse:
    """Write a mail to the member, show it, and send it."""
    account = _member(pk)
    form = LetterForm(request.POST or None)
    context = {"account": account, "form": form}
    if form.is_valid():
        write_once = partial(once, request, account.contact)
        if "send" in request.POST and is_taken(
            form, write_once, by=request.user, **form.cleaned_data
        ):
            messages.success(request, _("メールを送信待ちに加えました。"))
            return redirect("console:member", pk=pk)
        if "mend" not in request.POST and not form.errors:
            values = {"account": account, "is_personal": True, **form.cleaned_data}
            context["preview"] = write("accounts/mails/operator_letter", values)
    return render(request, "console/member_letter.html", context)


@decider_required
@require_http_methods(ASKING)
def member_retirement(request: PersonalRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then end the ID for ever (manual §5.2), or propose it."""
    account = _member(pk)
    is_proposal = account.needs_second(Step.RETIREMENT, by=request.user)
    form = TakingAwayForm(request.POST if request.method == "POST" else None)
    step = account.propose_retirement if is_proposal else account.retire
    if form.is_valid() and not is_proposal and CONFIRMED not in request.POST:
        return confirmation_page(request, retirement_question(account, form.cleaned_data["reason"]))
    if form.is_valid() and is_taken(form, step, by=request.user, **form.cleaned_data):
        done = (
            _("会員ID「%(id)s」の削除を提案しました。他の職員が確認すると削除されます。")
            if is_proposal
            else _("会員ID「%(id)s」を削除しました。")
        )
        messages.success(request, done % {"id": account.login})
        return redirect("console:member", pk=pk)
    context = {
        "account": account,
        "form": form,
        "is_proposal": is_proposal,
        "listing_count": Listing.objects.of(account).count(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "console/member_retirement.html", context, status=status)


def _member(pk: int) -> Account:
    people = "login", "organization", "guard"
    return get_object_or_404(Account.objects.members().select_related(*people), pk=pk)
