"""The link in the mail to an applicant: confirming the address that it went to (manual §2.1)."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dengen.accounts.applications.application.application import Application
from dengen.accounts.keys import APPLICATION_ADDRESS, OneTimeKey
from dengen.events.steps import StepNotAllowed
from dengen.ui.asking import Question, confirm_first


@login_not_required
@never_cache
def address_confirmation(request: HttpRequest, key: str) -> HttpResponse:
    """Ask on GET, for mail programs open links; confirm the address on POST."""
    found = APPLICATION_ADDRESS.find_any(key)
    application = Application.objects.of_key(found)
    if request.method == "POST" and found and application:
        try:
            application.confirm(key=found)
        except StepNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("accounts:address-confirmation", key=key)
    return _page(request, key, found, application)


def _question_to_withdraw(request: HttpRequest, key: str) -> Question:
    return Question(
        heading=_("この利用申込を取り消しますか？"),
        consequences=_(
            "入力された内容はすべて消去され、元に戻せません。"
            "会員IDとメールアドレスは、改めてお申し込みに使えます。"
        ),
        button=_("利用申込を取り消す"),
        place=_("利用申込の取り消し"),
        back=reverse("accounts:address-confirmation", args=[key]),
    )


@login_not_required
@never_cache
@require_POST
@confirm_first(_question_to_withdraw)
def application_withdrawal(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw it, for the mail's reader has not applied; keep nothing of it."""
    found = APPLICATION_ADDRESS.find_any(key)
    application = Application.objects.of_key(found)
    if found is None:
        raise Http404
    try:
        if application:
            application.disown(key=found)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:address-confirmation", key=key)


def _page(
    request: HttpRequest, key: str, found: OneTimeKey | None, application: Application | None
) -> HttpResponse:
    field = found.slot.rpartition(":")[2] if found else ""
    is_confirmed = application is not None and application.is_confirmed(field)
    ended_by = found.ended_by if found else ""
    is_open = bool(found and application and application.can_confirm(found))
    context = {
        "key": key,
        "application": application,
        "address": getattr(application, field, ""),
        "is_first": field == "email",
        "is_confirmed": is_confirmed,
        "is_open": is_open,
        "opening": found,
        "is_approved": ended_by == "application.approved",
        "is_denied": ended_by == "application.denied",
    }
    status = HTTPStatus.OK if is_confirmed or is_open else HTTPStatus.GONE
    return render(request, "accounts/address_confirmation.html", context, status=status)
