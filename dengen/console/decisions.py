"""Carrying out a decision, the same for applications and listings."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dengen.accounts.requests import PersonalRequest
from dengen.console.desks import Desk
from dengen.console.forms import DenialForm
from dengen.console.trail import last_step
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.ui.numbers import number_in

DECIDED = "decided"  # marks the message of a decision, after which no key decides for a moment

type Page = Callable[..., HttpResponse]


def approve(request: PersonalRequest, desk: Desk, item: Any) -> HttpResponse:
    """Approves what the reviewer has read and goes on; if refused, says why and shows it anew."""
    return carry_out(request, desk, item, item.approve, _("%(item)sを承認しました。"))


def reopen(request: PersonalRequest, desk: Desk, item: Any) -> HttpResponse:
    """Takes a denial back; the item then waits, and stays in view."""
    return carry_out(request, desk, item, item.reopen, _("%(item)sを審査待ちに戻しました。"))


def carry_out(
    request: PersonalRequest, desk: Desk, item: Any, step: Callable[..., None], done: str
) -> HttpResponse:
    """Takes a step that needs no more than the revision that was read."""
    following = _following(desk, item)
    try:
        step(by=request.user, revision=revision_read(request))
    except StepNotAllowed as refusal:
        return refused(request, desk, item, refusal)
    return _go_on(request, desk, item, done, following)


def _go_on(
    request: PersonalRequest, desk: Desk, item: Any, done: str, following: str
) -> HttpResponse:
    """Say what was done to what, and on another page than the item's own how to get back to it."""
    text = done % {"item": desk.naming(item)}
    if following == desk.url(item):
        messages.success(request, text)
    else:
        text = format_html('{} <a href="{}">{}</a>', text, desk.url(item), _("もう一度見る"))
        messages.success(request, text, extra_tags=DECIDED)
    return HttpResponseRedirect(following)


def deny(request: PersonalRequest, desk: Desk, item: Any, page: Page) -> HttpResponse:
    """Shows the mail as it would be sent; denies when that was confirmed.

    `page(request, item, form, status=)` shows the item with what was typed.
    """
    form = desk.denial_form(request.POST)
    # Presets may make too much of it.
    if "mend" in request.POST or not form.is_valid() or not (form := form.merged()).is_valid():
        return page(request, item, form, status=200 if form.is_valid() else 422)
    try:
        if "confirmed" in request.POST:
            return _denied(request, desk, item, form)
        why = item.rehearse_denial(by=request.user, revision=revision_read(request), **form.why)
    except ValidationError as error:
        form.add_error(None, error)
        return page(request, item, form, status=422)
    except StepNotAllowed as refusal:
        if not item.is_deniable:
            return refused(request, desk, item, refusal)
        messages.error(request, why_not(refusal, item))
        if not item.is_approvable:  # decided meanwhile: what is typed now is another decision's
            messages.info(request, _("入力していた否認理由：%(text)s") % {"text": _typed(form)})
            form = desk.denial_form()
        return page(request, item, form, status=409)
    context = {
        "desk": desk,
        "item": item,
        "form": form,
        "letter": desk.letter(item, why.text),
        "addresses": desk.person(item).addresses,
        "is_proposal": item.needs_second("denial", by=request.user),
    }
    return render(request, "console/denial_confirmation.html", context)


def _typed(form: DenialForm) -> str:
    why = form.why
    return "\n".join([why["reason"], *why["remarks"].values()]).strip()


def _denied(request: PersonalRequest, desk: Desk, item: Any, form: DenialForm) -> HttpResponse:
    """Denies, or where that takes two, proposes it; raises what the verbs raise."""
    following, revision = _following(desk, item), revision_read(request)
    if item.needs_second("denial", by=request.user):
        item.propose_denial(by=request.user, revision=revision, **form.why)
        done = _("%(item)sの否認を提案しました。他の職員が確認すると否認されます。")
    else:
        item.deny(by=request.user, revision=revision, **form.why)
        done = _("%(item)sを否認しました。")
    return _go_on(request, desk, item, done, following)


def refused(
    request: PersonalRequest, desk: Desk, item: Any, refusal: StepNotAllowed
) -> HttpResponse:
    """Says why nothing was done; goes on to the next one if there is nothing left to look at."""
    messages.error(request, why_not(refusal, item))
    following = desk.url_after(item) if desk.has_lost(item) else desk.url(item)
    return HttpResponseRedirect(following)


def revision_read(request: PersonalRequest) -> int:
    """The revision that the page showed; 0, which no row has, if it doesn't say."""
    return number_in(request.POST.get("revision")) or 0


def why_not(refusal: StepNotAllowed, item: Any) -> str:
    """Why nothing was done, and if somebody else was faster: who did what and when."""
    return f"{refusal}{last_step(item)}" if isinstance(refusal, Overtaken) else str(refusal)


def _following(desk: Desk, item: Any) -> str:
    """What waited gives way to the next one; what was decided before stays in view."""
    return desk.url_after(item) if item.is_approvable else desk.url(item)
