"""Logging in and out (manual §2.2, §2.3)."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from dengen.accounts.applications.application.application import Application
from dengen.accounts.applications.views import form_awaiting_confirmation
from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.forms.login import LoginForm
from dengen.accounts.authentication.refusals import (
    Frozen,
    LoginRefused,
    NotYetApproved,
    Suspended,
    Temporary,
    TooManyFromHere,
    WrongPassword,
)
from dengen.accounts.authentication.second_factor.proof import before_second_factor
from dengen.accounts.authentication.sessions import known_browser
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.authentication.views.onward import go_on, home_of, next_page
from dengen.accounts.authentication.views.password_request import remember
from dengen.accounts.limits import too_many
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.passwords.hashing import Busy
from dengen.japan.written_days import long_day, long_moment

SOON_SECONDS = 5  # after which somebody who was turned away may try again


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """Show the board's front door."""
    if request.user.is_authenticated:
        if request.method == "POST":
            messages.info(request, _already(request.user))
        return redirect(home_of(request.user))
    form = LoginForm(request.POST or None)
    if form.is_valid():
        try:
            account = _log_in(request, **form.cleaned_data)
        except Temporary as temporary:
            remember(request, temporary.key)
            return redirect("accounts:new-password")
        except Busy as busy:
            form.add_error(None, busy)
            return _soon(_page(request, form))
        except TooManyFromHere as refusal:
            form.add_error(None, why(refusal))
            return too_many(_page(request, form), refusal.until)
        except LoginRefused as refusal:
            form.add_error(None, why(refusal))
            form.can_send_again = _can_send_again(request, refusal)
        else:
            return go_on(request, account)
    return _page(request, form)


def _log_in(request: HttpRequest, login_id: str, password: str) -> Account:
    return log_in(login_id, password, is_known=known_browser.knows(request, login_id))


def _can_send_again(request: HttpRequest, refusal: LoginRefused) -> bool:
    """Return whether a button sends the link that confirms the address once more."""
    if not isinstance(refusal, NotYetApproved) or not refusal.application.awaits_confirmation:
        return False
    form_awaiting_confirmation.note_proven(request, refusal.application)
    return True


def _page(request: HttpRequest, form: LoginForm) -> HttpResponse:
    context = {"form": form, "next": next_page(request)}
    return render(request, "accounts/login.html", context)


def _already(account: Account) -> str:
    return _(
        "すでに「%(id)s」でログインしています。別の会員IDで使う場合は、いったんログアウトしてください。"
    ) % {"id": account.login}


def _soon(response: HttpResponse) -> HttpResponse:
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response["Retry-After"] = str(SOON_SECONDS)
    return response


@before_second_factor
@require_POST
def logout(request: PersonalRequest) -> HttpResponse:
    """End the session on the server and return to the login page."""
    request.user.log_out()
    interrupted_form.log_out(request)
    messages.success(request, _("ログアウトしました。"))
    following = next_page(request)
    response = redirect_to_login(following) if following else redirect("accounts:login")
    response["Clear-Site-Data"] = '"cache"'  # the pages that the browser was allowed to keep
    return response


def why(refusal: LoginRefused) -> str:
    """Return what to tell somebody who may not come in."""
    if isinstance(refusal, NotYetApproved):
        return _still_waiting(refusal.application)
    if isinstance(refusal, TooManyFromHere):
        return _too_many(refusal)
    numbers = {"tries": settings.LOGIN_TRIES, "hours": settings.FREEZE_HOURS}
    return {
        WrongPassword: _(
            "会員IDまたはパスワードが正しくありません。"
            "連続で%(tries)d回間違えると、%(hours)d時間ログインできなくなります。"
        ),
        Frozen: _("このアカウントは現在使用できません。"),
        Suspended: _(
            "この会員IDは、利用を停止しています。理由はメールでお知らせしています。"
            "ご不明な点は、ページ下部のお問い合わせ先へご連絡ください。"
        ),
    }[type(refusal)] % numbers


def _too_many(refusal: TooManyFromHere) -> str:
    """Return when to try again; nothing about the ID, which wasn't even looked at."""
    return _(
        "お使いのネットワークからパスワードの誤りが続いたため、ログインの受け付けを一時的に止めて"
        "います。%(moment)s以降に、もう一度お試しください。以前ログインしたことのあるブラウザーからは、"
        "引き続きログインできます。"
    ) % {"moment": long_moment(refusal.until)}


def _still_waiting(application: Application) -> str:
    """Return since when it waits and until when it is decided, or what is to be done."""
    if application.awaits_confirmation:
        return _(
            "お申し込みのメールアドレスが、まだ確認されていません。受付完了メールのリンクから"
            "確認してください（期限：%(moment)s）。確認の後、審査を始めます。"
            "メールが届いていない場合は、「確認のメールを再送する」を押してください。"
        ) % {"moment": long_moment(application.confirm_by)}
    told = _(
        "承認完了メールを受信するまでログインできません。お申し込みは%(moment)sに受け付け、"
        "現在審査中です。通常%(day)sごろまでに、結果をメールでお知らせします。"
    ) % {"moment": long_moment(application.submitted_at), "day": long_day(application.due_on)}
    if application.is_overdue:
        told += _("審査が予定より遅れています。ご迷惑をおかけして申し訳ございません。")
    return told
