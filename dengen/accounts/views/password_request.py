"""The forgotten password (manual §5.1): asking for another one, and setting it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dengen.accounts.forms.password import NewPasswordForm
from dengen.accounts.forms.password_request import PasswordRequestForm
from dengen.accounts.models import Account, PasswordRequest
from dengen.accounts.models.login_id import canonical
from dengen.accounts.models.password_request import request_opened_by
from dengen.accounts.tasks import receive_password_request
from dengen.events.steps import StepNotAllowed

OPENED = "password_request"  # in the session: the request whose temporary password was entered


@login_not_required
@never_cache
def password_request(request: HttpRequest) -> HttpResponse:
    """The same answer for everybody; whether there is such an ID is looked at later."""
    form = PasswordRequestForm(request.POST or None)
    if form.is_valid():
        receive_password_request.enqueue(**form.cleaned_data)
        return redirect("accounts:password-request-completion")
    return render(request, "accounts/password_request.html", {"form": form})


@login_not_required
@never_cache
def password_request_completion(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "accounts/password_request_completion.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def new_password(request: HttpRequest) -> HttpResponse:
    """Where a temporary password leads."""
    found = PasswordRequest.objects.usable().filter(pk=request.session.get(OPENED, 0)).first()
    return _new_password(request, found)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def password_link(request: HttpRequest, login_id: str, key: str) -> HttpResponse:
    """Where a mailed link leads; opening it uses nothing up."""
    account = Account.objects.active().filter(login_id=canonical(login_id)).first()
    return _new_password(request, request_opened_by(account, key) if account else None)


def remember(request: HttpRequest, opened: PasswordRequest) -> None:
    """The temporary password was entered here; the new one may be set here."""
    request.session.cycle_key()
    request.session[OPENED] = opened.pk


def _new_password(request: HttpRequest, opened: PasswordRequest | None) -> HttpResponse:
    if opened is None:
        return _too_late(request)
    form = NewPasswordForm(request.POST or None, account=opened.account)
    if form.is_valid():
        try:
            opened.set_password(form.cleaned_data["password"])
        except StepNotAllowed:
            return _too_late(request)
        except ValidationError as error:
            form.add_error("password", error)
        else:
            request.session.pop(OPENED, None)
            messages.success(
                request, _("パスワードを設定しました。新しいパスワードでログインしてください。")
            )
            return redirect("accounts:login")
    context = {"form": form, "account": opened.account}
    return render(request, "accounts/new_password.html", context)


def _too_late(request: HttpRequest) -> HttpResponse:
    messages.error(
        request,
        _("仮パスワードは使用済みか、期限が切れています。もう一度、再設定を依頼してください。"),
    )
    return redirect("accounts:password-request")
