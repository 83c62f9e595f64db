"""Proposals that wait for a second operator: seconded, rejected, withdrawn."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import RetirementProposal
from dengen.console.guard import decider_required
from dengen.console.queues.proposals import name_of, page_of
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.listings.models import Proposal
from dengen.review.proposal import PROPOSAL_IS_OVER, AbstractProposal
from dengen.ui.asking import Question, confirm_first


def _question_to_second(
    kind: type[AbstractProposal], request: PersonalRequest, pk: int
) -> Question:
    proposal = get_object_or_404(kind, pk=pk)
    heading = _("提案「%(step)s」を実行しますか？")
    consequences = _("すぐに実行され、取り消せません。")
    return _question(proposal, heading, consequences, _("実行する"))


def _question_to_reject(
    kind: type[AbstractProposal], request: PersonalRequest, pk: int
) -> Question:
    proposal = get_object_or_404(kind, pk=pk)
    heading = _("提案「%(step)s」を却下しますか？")
    consequences = _("提案は無効になります。改めて提案することはできます。")
    return _question(proposal, heading, consequences, _("却下する"))


@decider_required
@require_POST
@confirm_first(partial(_question_to_second, Proposal))
def proposal_seconding(request: PersonalRequest, pk: int) -> HttpResponse:
    """Take the step that a colleague proposed."""
    return _second(request, get_object_or_404(Proposal, pk=pk))


@decider_required
@require_POST
@confirm_first(partial(_question_to_reject, Proposal))
def proposal_rejection(request: PersonalRequest, pk: int) -> HttpResponse:
    """Reject the proposal: the listing stays as it is."""
    return _reject(request, get_object_or_404(Proposal, pk=pk))


@decider_required
@require_POST
def proposal_withdrawal(request: PersonalRequest, pk: int) -> HttpResponse:
    """Withdraw one's own proposal."""
    return _withdraw(request, get_object_or_404(Proposal, pk=pk))


@decider_required
@require_POST
@confirm_first(partial(_question_to_second, RetirementProposal))
def retirement_proposal_seconding(request: PersonalRequest, pk: int) -> HttpResponse:
    """End the ID that a colleague proposed to end."""
    return _second(request, get_object_or_404(RetirementProposal, pk=pk))


@decider_required
@require_POST
@confirm_first(partial(_question_to_reject, RetirementProposal))
def retirement_proposal_rejection(request: PersonalRequest, pk: int) -> HttpResponse:
    """Reject the proposal: the ID stays as it is."""
    return _reject(request, get_object_or_404(RetirementProposal, pk=pk))


@decider_required
@require_POST
def retirement_proposal_withdrawal(request: PersonalRequest, pk: int) -> HttpResponse:
    """Withdraw one's own proposal."""
    return _withdraw(request, get_object_or_404(RetirementProposal, pk=pk))


def _second(request: PersonalRequest, proposal: AbstractProposal) -> HttpResponse:
    return _end(request, proposal, proposal.second, _("提案のとおり実行しました。"))


def _reject(request: PersonalRequest, proposal: AbstractProposal) -> HttpResponse:
    return _end(request, proposal, proposal.reject, _("提案を却下しました。"))


def _withdraw(request: PersonalRequest, proposal: AbstractProposal) -> HttpResponse:
    return _end(request, proposal, proposal.withdraw, _("提案を取り下げました。"))


def _end(
    request: PersonalRequest, proposal: AbstractProposal, step: Callable[..., None], done: str
) -> HttpResponse:
    try:
        step(by=request.user)
    except StepNotAllowed as refusal:
        told = {"item": name_of(proposal), "reason": refusal}
        messages.error(request, _("%(item)s：%(reason)s") % told)
    except PermissionDenied:
        messages.error(request, _("取り下げることができるのは、提案した職員だけです。"))
    else:
        messages.success(request, done)
    return redirect(page_of(proposal))


def _question(proposal: AbstractProposal, heading: str, consequences: str, button: str) -> Question:
    if not proposal.is_open:
        raise Overtaken(PROPOSAL_IS_OVER)
    return Question(
        heading=heading % {"step": proposal.get_step_display()},
        consequences=consequences,
        about=_("%(thing)s（理由：%(reason)s）")
        % {"thing": name_of(proposal), "reason": proposal.reason_told},
        button=button,
        place=name_of(proposal),
        back=page_of(proposal),
    )
