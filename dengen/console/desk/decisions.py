"""Carrying out a decision, the same for applications and listings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.as_read import refusal_text, repetition_text, revision_read
from dengen.console.desk.overtaken import gone_page, overtaken_page, typed_in
from dengen.console.forms.denial import DenialForm
from dengen.console.queues.review_queue import ReviewQueue
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.review.reviewed import OVERTAKEN
from dengen.review.seconded import Step

DECIDED = "decided"  # marks the message of a decision, after which no key decides for a moment

type Page = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Reviewing:
    """A reviewer at work on a queue; `page(request, item, form, status=)` shows an item there."""

    request: PersonalRequest
    queue: ReviewQueue
    page: Page

    def approve(self, pk: int) -> HttpResponse:
        """Approve what the reviewer has read and go on; if refused, say why."""
        return self._carry_out(pk, "approve", _("%(item)sを承認しました。"))

    def reopen(self, pk: int) -> HttpResponse:
        """Take a denial back; the item then waits, and stays in view."""
        return self._carry_out(pk, "reopen", _("%(item)sを審査待ちに戻しました。"))

    def deny(self, pk: int) -> HttpResponse:
        """Show the mail as it would be sent; deny when that was confirmed."""
        form = DenialForm(self.request.POST, queue=self.queue)
        item = self.queue.model.objects.filter(pk=pk).first()
        if item is None:
            return gone_page(self.request, self.queue.model, pk, self.queue.place, form)
        # Presets may make too much of it.
        is_valid = form.is_valid() and (form := form.merged()).is_valid()
        if self.queue.has_lost(item):
            return self.refused(item, Overtaken(OVERTAKEN), form)
        if not is_valid or "mend" in self.request.POST:
            return self.page(self.request, item, form, status=200 if is_valid else 422)
        return self._deny(item, form)

    def refused(
        self, item: Any, refusal: StepNotAllowed, form: forms.Form | None = None
    ) -> HttpResponse:
        """Say why nothing was done, on the item's page or what is left of it; no text is lost."""
        name, told = self.queue.naming(item), refusal_text(refusal, item)
        if self.queue.has_lost(item):
            return overtaken_page(self.request, name, told, self.queue.place, form)
        messages.error(self.request, _("%(item)s：%(reason)s") % {"item": name, "reason": told})
        if form is not None and item.is_approvable:
            return self.page(self.request, item, form, status=409)
        # Decided meanwhile: what is typed now is another decision's.
        afresh = DenialForm(queue=self.queue)
        afresh.typed_before = typed_in(form)
        return self.page(self.request, item, afresh, status=409)

    def _carry_out(self, pk: int, step: str, done: str) -> HttpResponse:
        """Take a step that needs no more than the revision that was read."""
        item = self.queue.model.objects.filter(pk=pk).first()
        if item is None:
            return gone_page(self.request, self.queue.model, pk, self.queue.place)
        following = _following(self.queue, item)
        try:
            is_new = getattr(item, step)(by=self.request.user, revision=revision_read(self.request))
        except StepNotAllowed as refusal:
            return self.refused(item, refusal)
        if not is_new:
            return already(self.request, self.queue, item)
        return _go_on(self.request, self.queue, item, done, following)

    def _deny(self, item: Any, form: DenialForm) -> HttpResponse:
        request, queue = self.request, self.queue
        try:
            if "confirmed" in request.POST:
                return _denied(request, queue, item, form)
            composed = item.rehearse_denial(
                by=request.user, revision=revision_read(request), **form.denial
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.page(request, item, form, status=422)
        except StepNotAllowed as refusal:
            return self.refused(item, refusal, form)
        context = {
            "queue": queue,
            "item": item,
            "form": form,
            "letter": queue.letter(item, composed.text),
            "addresses": queue.person(item).addresses,
            "is_proposal": item.needs_second(Step.DENIAL, by=request.user),
        }
        return render(request, "console/denial_confirmation.html", context)


def _go_on(
    request: PersonalRequest, queue: ReviewQueue, item: Any, done: str, following: str
) -> HttpResponse:
    """Say what was done, and on any page but the item's own link back to it."""
    text = done % {"item": queue.naming(item)}
    if following == queue.url(item):
        messages.success(request, text)
    else:
        text = format_html('{} <a href="{}">{}</a>', text, queue.url(item), _("もう一度見る"))
        messages.success(request, text, extra_tags=DECIDED)
    return HttpResponseRedirect(following)


def already(request: PersonalRequest, queue: ReviewQueue, item: Any) -> HttpResponse:
    """Show the item, and say that this very person had taken the step before."""
    told = {"item": queue.naming(item), "reason": repetition_text(item)}
    messages.info(request, _("%(item)s：%(reason)s") % told)
    return HttpResponseRedirect(queue.url(item))


def _denied(
    request: PersonalRequest, queue: ReviewQueue, item: Any, form: DenialForm
) -> HttpResponse:
    """Deny, or propose it where that takes two; raise what the verbs raise."""
    following, revision = _following(queue, item), revision_read(request)
    if item.needs_second(Step.DENIAL, by=request.user):
        item.propose_denial(by=request.user, revision=revision, **form.denial)
        done = _("%(item)sの否認を提案しました。他の職員が確認すると否認されます。")
    else:
        if not item.deny(by=request.user, revision=revision, **form.denial):
            return already(request, queue, item)
        done = _("%(item)sを否認しました。")
    return _go_on(request, queue, item, done, following)


def _following(queue: ReviewQueue, item: Any) -> str:
    """Return the address of the next item if this one waited; else its own."""
    return queue.url_after(item) if item.is_approvable else queue.url(item)
