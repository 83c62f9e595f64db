"""パスワード再設定の依頼: the queue, one request, and its answer (manual §5.1)."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.password_request import REQUEST_ENDED
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import PasswordRequest
from dengen.console.audit.trail import last_step
from dengen.console.desk.overtaken import overtaken_page
from dengen.console.forms.password_denial import PasswordDenialForm
from dengen.console.guard import decider_required, operator_required
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.events.topics import ACCOUNT, DESK
from dengen.pages.page_cache import cached_per_reader, do_not_cache

PEOPLE = ("account__login", "account__organization", "account__guard")


@operator_required
@require_safe
@cached_per_reader(ACCOUNT | DESK)
def password_request_queue(request: PersonalRequest) -> HttpResponse:
    """Show what waits, oldest first."""
    waiting = PasswordRequest.objects.waiting().select_related(*PEOPLE)
    page = Paginator(waiting, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    response = render(request, "console/password_request_queue.html", {"page_obj": page})
    is_frozen = any(item.account.is_frozen for item in page)  # that ends by itself
    return do_not_cache(response) if is_frozen else response


@operator_required
@require_safe
def password_request(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show who asks, what they typed, and what is registered."""
    item = _found(pk)
    if item.ended_at:
        return _overtaken(request, item, str(REQUEST_ENDED))
    return _page(request, item, PasswordDenialForm())


@decider_required
@require_POST
def password_request_approval(request: PersonalRequest, pk: int) -> HttpResponse:
    """Mail the temporary password (再設定); no operator ever sees it."""
    item = _found(pk)
    try:
        item.grant(by=request.user)
    except Overtaken as refusal:
        return _overtaken(request, item, str(refusal))
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("console:password-request", pk=pk)
    else:
        messages.success(
            request,
            _("会員ID「%(id)s」の仮パスワードをメールで送りました。") % {"id": item.account.login},
        )
    return redirect("console:password-request-queue")


@decider_required
@require_POST
def password_request_denial(request: PersonalRequest, pk: int) -> HttpResponse:
    """Deny the request: the owner is told why it can't be done."""
    item = _found(pk)
    form = PasswordDenialForm(request.POST)
    if not form.is_valid():
        return _page(request, item, form, status=422)
    try:
        item.deny(by=request.user, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, item, form, status=422)
    except Overtaken as refusal:
        return _overtaken(request, item, str(refusal), form)
    except StepNotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _page(request, item, form, status=422)
    messages.success(request, _("対応できない理由をメールで送りました。"))
    return redirect("console:password-request-queue")


def _found(pk: int) -> PasswordRequest:
    return get_object_or_404(PasswordRequest.objects.select_related(*PEOPLE), pk=pk)


def _overtaken(
    request: PersonalRequest,
    item: PasswordRequest,
    told: str,
    form: PasswordDenialForm | None = None,
) -> HttpResponse:
    name = _("会員ID「%(id)s」のパスワード再設定の依頼") % {"id": item.account.login}
    place = _("パスワード再設定の依頼"), reverse("console:password-request-queue")
    return overtaken_page(request, name, f"{told}{last_step(item)}", place, form)


def _page(
    request: PersonalRequest, item: PasswordRequest, form: PasswordDenialForm, status: int = 200
) -> HttpResponse:
    context = {"item": item, "form": form}
    return render(request, "console/password_request.html", context, status=status)
