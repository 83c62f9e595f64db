"""Confirming what was entered, handing it in, and what happens next (manual §2.1 ④–⑤)."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.applications.application.application import Application
from dengen.accounts.applications.forms.application import ApplicationForm, too_many_applications
from dengen.accounts.applications.views import form_awaiting_confirmation
from dengen.accounts.applications.views.application import invalid
from dengen.accounts.limits import LimitReached, too_many
from dengen.accounts.membership.handover import Handover
from dengen.accounts.terms.terms import Terms
from dengen.japan.written_days import long_moment


@login_not_required
@never_cache
def confirmation(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show every value on GET; on POST hand it in, once however often it is pressed."""
    values = form_awaiting_confirmation.kept(request, key)
    if values is None:
        return _already_done(request, key)
    application = _application(values, key)
    if request.method != "POST":
        return render(
            request, "accounts/confirmation.html", {"application": application, "key": key}
        )
    try:
        application.submit()
    except ValidationError as error:
        form_awaiting_confirmation.forget(
            request, key
        )  # what it told was told for one answer of the captcha
        return invalid(request, _form_with_errors(values, error))
    except LimitReached as refusal:
        context = {"application": application, "key": key}
        context["refusal"] = too_many_applications(refusal)
        page = render(request, "accounts/confirmation.html", context)
        return too_many(page, refusal.until)
    form_awaiting_confirmation.forget(request, key)
    form_awaiting_confirmation.note_receipt(request, key, values)
    return redirect("accounts:apply-completion")


@login_not_required
@never_cache
@require_safe
def completion(request: HttpRequest) -> HttpResponse:
    """Show what happens next, the same to all for whom something was handed in."""
    receipt = form_awaiting_confirmation.receipt(request)
    if receipt is None:
        return redirect("accounts:login")
    is_handover = form_awaiting_confirmation.came_by_link(request)
    context = {
        "application": Application(**receipt),
        "is_handover": is_handover,
        "is_confirmed": is_handover or not settings.CONFIRMATION_REQUIRED,
    }
    return render(request, "accounts/completion.html", context)


@login_not_required
@never_cache
@require_POST
def apply_delivery(request: HttpRequest) -> HttpResponse:
    """Send the link again; say the same whether or not there is something to confirm."""
    key = form_awaiting_confirmation.receipt_key(request)
    if key is None:
        return redirect("accounts:login")
    try:
        is_sent = Application.send_link_again(key)
    except LimitReached as refusal:
        told = _("確認のメールは%(moment)s以降に、もう一度お送りできます。")
        messages.error(request, told % {"moment": long_moment(refusal.until)})
    else:
        messages.success(request, _sent_again(request, is_sent=is_sent))
    return redirect("accounts:apply-completion")


def _sent_again(request: HttpRequest, *, is_sent: bool) -> str:
    """Return what may be told to anybody: only its owner learns whether there is an application."""
    if not form_awaiting_confirmation.is_proven(request):
        return _(
            "再送を受け付けました。確認が済んでいないお申し込みがあれば、まもなくメールが届きます。"
            "前のメールのリンクは使えなくなりますので、新しいメールのリンクをお使いください。"
        )
    if is_sent:
        return _(
            "確認のメールを再送しました。前のメールのリンクは使えなくなりました。"
            "新しいメールのリンクをお使いください。"
        )
    return _("このお申し込みのメールアドレスは、すでに確認が済んでいます。")


def _application(values: dict[str, Any], key: UUID) -> Application:
    not_fields = {"consent", "handover", "terms", "password_hash"}
    fields = {k: v for k, v in values.items() if k not in not_fields}
    return Application(
        **fields,
        handover=Handover.objects.by_key(values.get("handover")),
        terms=Terms.objects.get(pk=values["terms"]),
        password=values["password_hash"],
        submission_key=key,
    )


def _form_with_errors(values: dict[str, Any], error: ValidationError) -> ApplicationForm:
    """Return the form again, with what somebody else took in the meantime said beside its field."""
    form = ApplicationForm(values)
    form.show_errors(error)
    return form


def _already_done(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer a button pressed twice or a way back: it was handed in once, or too late."""
    if form_awaiting_confirmation.has_receipt(request, key):
        return redirect("accounts:apply-completion")
    messages.error(
        request,
        _("確認画面の有効期限が切れました。お手数ですが、もう一度入力してください。"),
    )
    return redirect("accounts:apply")
