"""Where people are led who must log in first."""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from django.contrib import auth, messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.second_factor.proof import SETTINGS_PAGE, proven_at
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.views.unsent import typed_fields, unsent
from dengen.ui.sent_again import is_from_here, is_from_script, is_text
from dengen.ui.visiting import SAFE_METHODS


class LoginFirstMiddleware(LoginRequiredMiddleware):
    """Every page but those with `login_not_required` asks for a login, with all its steps."""

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponseBase | None:
        """Return None to let the person in, else what leads to a login."""
        away = super().process_view(request, view_func, view_args, view_kwargs)
        if away or not getattr(view_func, "login_required", True):
            return away
        return self._second_factor_first(cast("PersonalRequest", request), view_func)

    def _second_factor_first(
        self, request: PersonalRequest, view_func: Callable
    ) -> HttpResponseBase | None:
        """Let staff prove it, and lead those who have none to setting one up."""
        if not request.user.needs_second_factor or proven_at(request):
            return None
        if request.user.has_second_factor:  # set up meanwhile in another browser
            auth.logout(request)
            return self.handle_no_permission(request, view_func)
        if getattr(view_func, "is_before_second_factor", False):
            return None
        return redirect(SETTINGS_PAGE)

    def handle_no_permission(  # type: ignore[override]  # a page, where text would be lost
        self, request: HttpRequest, view_func: Callable
    ) -> HttpResponse:
        """Redirect to the login page, and afterwards to the page that was wanted.

        If a session ended before a button was pressed, the person comes back to the page with the
        button, as the address of a verb can't be visited. What can't be kept is shown instead.
        """
        if request.method in SAFE_METHODS:
            return super().handle_no_permission(request, view_func)
        told = _("ログインしていないため、まだ送信されていません。")
        if back := interrupted_form.keep(request):
            told += _("ログインすると、入力した内容の続きから操作できます。")
            messages.info(request, told)
            return redirect_to_login(back)
        away = redirect_to_login(page_before(request))
        if not is_from_script(request) and any(
            is_text(value) for _name, value in typed_fields(request)
        ):
            return unsent(request, login=away.url, lede=told)
        if is_from_here(request):
            messages.info(request, told)
        return away


def page_before(request: HttpRequest) -> str:
    """Return the address of the page with the button, without host; home if unknown."""
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no browser writes such a thing
        return "/"
    return page._replace(scheme="", netloc="", fragment="").geturl() or "/"
