"""招待: asking a colleague to join, once more, or not any more."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.one_press import once
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Account, Invitation
from dengen.console.forms.operator import InvitationForm
from dengen.console.guard import administrator_required
from dengen.events.steps import StepNotAllowed
from dengen.ui.asking import Question, confirm_first


@administrator_required
def invitation(request: PersonalRequest) -> HttpResponse:
    """Show the form of an invitation."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            sent = once(request, _invite, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("%(name)sさんへ招待のメールを送りました。") % {"name": sent.name}
            )
            return redirect("console:operator-list")
    return render(request, "console/invitation.html", {"form": form})


@administrator_required
@require_POST
def invitation_delivery(request: PersonalRequest, pk: int) -> HttpResponse:
    """Mail the invitation once more, with another link."""
    found = get_object_or_404(Invitation, pk=pk)
    try:
        once(request, found.send_again)
    except StepNotAllowed as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)sさんへ招待のメールを再送しました。") % {"name": found.name}
        )
    return redirect("console:operator-list")


def _question_to_withdraw(request: PersonalRequest, pk: int) -> Question:
    found = get_object_or_404(Invitation, pk=pk)
    return Question(
        heading=_("%(name)sさんへの招待を取り消しますか？") % {"name": found.name},
        consequences=_("送ったメールのリンクは使えなくなります。改めて招待することはできます。"),
        button=_("招待を取り消す"),
        place=_("職員"),
        back=reverse("console:operator-list"),
    )


@administrator_required
@require_POST
@confirm_first(_question_to_withdraw)
def invitation_withdrawal(request: PersonalRequest, pk: int) -> HttpResponse:
    """Withdraw the invitation: its link is void from now on."""
    found = get_object_or_404(Invitation, pk=pk)
    name = found.name
    try:
        found.withdraw(by=request.user)
    except StepNotAllowed as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("%(name)sさんへの招待を取り消しました。") % {"name": name})
    return redirect("console:operator-list")


def _invite(*, by: Account, **fields: str) -> Invitation:
    return Invitation(**fields, invited_by=by).send()
