"""Carrying out a decision, the same for applications and listings."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from dengen.accounts.requests import PersonalRequest
from dengen.console.desks import Desk
from dengen.console.forms import DenialForm
from dengen.console.trail import last_step
from dengen.events.steps import Overtaken, StepNotAllowed

type Page = Callable[..., HttpResponse]


def approve(request: PersonalRequest, desk: Desk, item: Any) -> HttpResponse:
    """Approves what the reviewer has read and goes on; if refused, says why and shows it anew."""
    following = _following(desk, item)
    try:
        item.approve(by=request.user, revision=revision_read(request))
    except StepNotAllowed as refusal:
        messages.error(request, _why_not(refusal, item))
        return HttpResponseRedirect(desk.url_now(item))
    messages.success(request, _("%(item)sを承認しました。") % {"item": desk.naming(item)})
    return HttpResponseRedirect(following)


def deny(request: PersonalRequest, desk: Desk, item: Any, page: Page) -> HttpResponse:
    """As `approve`; `page(request, item, form, status=)` shows the item with the typed reason."""
    form = DenialForm(request.POST)
    if not form.is_valid():
        return page(request, item, form, status=422)
    following = _following(desk, item)
    try:
        item.deny(by=request.user, revision=revision_read(request), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return page(request, item, form, status=422)
    except StepNotAllowed as refusal:
        messages.error(request, _why_not(refusal, item))
        if item.is_deniable:
            return page(request, item, form, status=409)
        return HttpResponseRedirect(desk.url_now(item))
    messages.success(request, _("%(item)sを否認しました。") % {"item": desk.naming(item)})
    return HttpResponseRedirect(following)


def revision_read(request: PersonalRequest) -> int:
    """The revision that the page showed; 0, which no row has, if it doesn't say."""
    try:
        return int(request.POST.get("revision", ""))
    except ValueError:
        return 0


def _why_not(refusal: StepNotAllowed, item: Any) -> str:
    """Why nothing was done, and if somebody else was faster: who did what and when."""
    return f"{refusal}{last_step(item)}" if isinstance(refusal, Overtaken) else str(refusal)


def _following(desk: Desk, item: Any) -> str:
    """What waited gives way to the next one; what was decided before stays in view."""
    return desk.url_after(item) if item.is_approvable else desk.url(item)
