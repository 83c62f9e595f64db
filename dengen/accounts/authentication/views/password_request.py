"""The forgotten password (manual §5.1): asking for another one, and setting it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dengen.accounts.authentication.forms.password import NewPasswordForm
from dengen.accounts.authentication.forms.password_request import PasswordRequestForm
from dengen.accounts.authentication.tasks import ask_for_password
from dengen.accounts.authentication.views.onward import redirect_onward
from dengen.accounts.keys import PASSWORD_LINK, TEMPORARY_PASSWORD, OneTimeKey
from dengen.accounts.limits import LimitReached, too_many
from dengen.accounts.membership.account.password import KEY_IS_VOID
from dengen.accounts.membership.login_id import canonical
from dengen.events.steps import StepNotAllowed
from dengen.japan.written_days import long_moment

KEY_OF_TEMPORARY = "password_key"  # in the session: the temporary password that was entered


@login_not_required
@never_cache
def password_request(request: HttpRequest) -> HttpResponse:
    """Give everybody the same answer; whether there is such an ID is looked at later."""
    form = PasswordRequestForm(request.POST or None)
    if form.is_valid():
        try:
            ask_for_password(**form.cleaned_data)
        except LimitReached as refusal:
            form.add_error(None, _too_often(refusal))
            page = render(request, "accounts/password_request.html", {"form": form})
            return too_many(page, refusal.until)
        return redirect("accounts:password-request-completion")
    return render(request, "accounts/password_request.html", {"form": form})


@login_not_required
@never_cache
def password_request_completion(request: HttpRequest) -> HttpResponse:
    """Show what happens next."""
    return render(request, "accounts/password_request_completion.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def new_password(request: HttpRequest) -> HttpResponse:
    """Show the page to which a temporary password leads."""
    keys = OneTimeKey.objects.filter(kind=TEMPORARY_PASSWORD.name)
    return _new_password(request, keys.filter(pk=request.session.get(KEY_OF_TEMPORARY, 0)).first())


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def password_link(request: HttpRequest, login_id: str, key: str) -> HttpResponse:
    """Show the page to which a mailed link leads; opening it uses nothing up."""
    found = PASSWORD_LINK.find(key)
    is_right = found and found.account and found.account.login_id == canonical(login_id)
    return _new_password(request, found if is_right else None)


def note_entered_password(request: HttpRequest, key: OneTimeKey) -> None:
    """Remember that the temporary password was entered here: the new one may be set."""
    request.session.cycle_key()
    request.session[KEY_OF_TEMPORARY] = key.pk


def _new_password(request: HttpRequest, key: OneTimeKey | None) -> HttpResponse:
    if key is None or key.account is None or not key.is_open:
        return _too_late(request)
    if "leave" in request.POST:
        return _leave(request, key)
    form = NewPasswordForm(request.POST or None, account=key.account)
    if form.is_valid():
        try:
            key.account.reset_password(form.cleaned_data["password"], key=key)
        except StepNotAllowed:
            return _too_late(request)
        except ValidationError as error:
            form.add_error("password", error)
        else:
            request.session.pop(KEY_OF_TEMPORARY, None)
            messages.success(request, _("パスワードを設定しました。"))
            return redirect_onward(request, key.account)
    context = {"form": form, "account": key.account}
    return render(request, "accounts/new_password.html", context)


def _leave(request: HttpRequest, key: OneTimeKey) -> HttpResponse:
    """Nothing is set in this browser; the key stays good for its time."""
    request.session.pop(KEY_OF_TEMPORARY, None)
    messages.info(
        request,
        _(
            "新しいパスワードは設定していません。メールの仮パスワードまたはリンクは、"
            "%(moment)sまで引き続き使えます。"
        )
        % {"moment": long_moment(key.expires_at)},
    )
    return redirect("accounts:login")


def _too_late(request: HttpRequest) -> HttpResponse:
    messages.error(request, KEY_IS_VOID)
    return redirect("accounts:password-request")


def _too_often(refusal: LimitReached) -> str:
    return _(
        "パスワード再設定の依頼が続いたため、受け付けを一時的に止めています。%(moment)s以降に、"
        "もう一度お試しください。お急ぎの場合は、ページ下部のお問い合わせ先へご連絡ください。"
    ) % {"moment": long_moment(refusal.until)}
