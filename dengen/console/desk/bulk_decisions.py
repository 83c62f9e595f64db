"""Deciding on several at once: each in a transaction of its own, each as it was read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.as_read import repetition_text
from dengen.console.desk.choices import Choice, chosen, look
from dengen.console.desk.overtaken import overtaken_page, typed_in
from dengen.console.forms.denial import DenialForm
from dengen.console.queues.review_queue import ReviewQueue


def approve_chosen(request: PersonalRequest, queue: ReviewQueue) -> HttpResponse:
    """Show what was chosen; approve it when that was confirmed, and say what came of each."""
    choices = chosen(request, queue)
    if not choices:
        return _nothing_chosen(request, queue)
    if "confirmed" not in request.POST:
        look(queue, choices)
        context = _context(request, queue, choices)
        return render(request, "console/approvals.html", context)
    for choice in choices:
        choice.take(lambda item, revision: item.approve(by=request.user, revision=revision))
    return _done(request, queue, choices, _("%(count)d件を承認しました。"))


def deny_chosen(request: PersonalRequest, queue: ReviewQueue) -> HttpResponse:
    """Ask for one reason for all, show each mail, and deny when that was confirmed."""
    choices = chosen(request, queue)
    return _deny(request, queue, choices) if choices else _nothing_chosen(request, queue)


def _deny(request: PersonalRequest, queue: ReviewQueue, choices: list[Choice]) -> HttpResponse:
    is_new = "reason" not in request.POST
    if "confirmed" not in request.POST:
        look(queue, choices)
    form = DenialForm(None if is_new else request.POST, queue=queue)
    context = {**_context(request, queue, choices), "form": form}
    if is_new or "mend" in request.POST:
        return render(request, "console/denials.html", context)
    if form.is_valid():
        context["form"] = form = form.merged()
    if not form.is_valid():  # also if presets made too much of it
        return render(request, "console/denials.html", context, status=422)
    try:
        choices[0].item.clean_denial(**form.denial)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "console/denials.html", context, status=422)
    if "confirmed" not in request.POST:
        for choice in choices:
            _rehearse(request, queue, choice, form.denial)
        context |= _context(request, queue, choices)
        return render(request, "console/denials_confirmation.html", context)
    for choice in choices:
        choice.take(
            lambda item, revision: item.deny(by=request.user, revision=revision, **form.denial),
        )
    if any(choice.refusal for choice in choices):
        typed = "\n".join(f"{label}：{text}" for label, text in typed_in(form))
        messages.info(request, _("入力していた内容：\n%(text)s") % {"text": typed})
    return _done(request, queue, choices, _("%(count)d件を否認しました。"))


def _context(request: PersonalRequest, queue: ReviewQueue, choices: list[Choice]) -> dict[str, Any]:
    return {
        "queue": queue,
        "choices": [choice for choice in choices if not choice.refusal],
        "refused": [choice for choice in choices if choice.refusal],
        "back": request.POST.get("back", ""),
    }


def _rehearse(
    request: PersonalRequest, queue: ReviewQueue, choice: Choice, denial: dict[str, Any]
) -> None:
    def write(item: Any, revision: int) -> bool:
        composed = item.rehearse_denial(by=request.user, revision=revision, **denial)
        choice.letter = queue.letter(item, composed.text)
        choice.addresses = queue.person(item).addresses
        return True

    choice.take(write)


def _nothing_chosen(request: PersonalRequest, queue: ReviewQueue) -> HttpResponse:
    messages.error(request, _("一覧から、審査するものを選んでください。"))
    return _back(request, queue)


def _done(
    request: PersonalRequest, queue: ReviewQueue, choices: list[Choice], done: str
) -> HttpResponse:
    """Say what became of each, and how to get back to it."""
    decided = [one for one in choices if not one.refusal and not one.is_repeated]
    if decided:
        text = done % {"count": len(decided)}
        links = format_html_join("、", "{}", ((_link(queue, choice),) for choice in decided))
        messages.success(request, format_html("{} {}", text, links))
    for choice in choices:
        link = _link(queue, choice)
        if choice.refusal:
            messages.error(request, format_html("{}：{}", link, choice.refusal))
        elif choice.is_repeated:
            messages.info(request, format_html("{}：{}", link, repetition_text(choice.item)))
    if any(choice.met_read_only for choice in choices):
        # Shown at once: what is too long for a cookie can't be kept for the next page.
        told = _("掲示板が読み取り専用になりました。残りは、終了後にもう一度お試しください。")
        return overtaken_page(request, str(queue.title), told, queue.place)
    return _back(request, queue)


def _link(queue: ReviewQueue, choice: Choice) -> str:
    if choice.refusal and queue.has_lost(choice.item):
        return choice.name
    return format_html('<a href="{}">{}</a>', queue.url(choice.item), choice.name)


def _back(request: PersonalRequest, queue: ReviewQueue) -> HttpResponse:
    """Redirect to the queue as it was narrowed, on its page."""
    query = QueryDict(request.POST.get("back", "")[:2000]).urlencode()
    return HttpResponseRedirect(f"{queue.queue_url}?{query}" if query else queue.queue_url)
