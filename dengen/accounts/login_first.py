"""Where people are led who must log in first."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect

from dengen.accounts import unfinished

READING = {"GET", "HEAD"}


class LoginFirstMiddleware(LoginRequiredMiddleware):
    """Every page but those with `login_not_required` asks for a login."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable
    ) -> HttpResponseRedirect:
        """To the login page, and afterwards to the page that was wanted.

        Someone whose session ended before a button was pressed comes back to the page with the
        button: the address of a verb can't be visited.
        """
        if request.method in READING:
            return super().handle_no_permission(request, view_func)
        unfinished.keep(request)
        if unfinished.SHELF in request.session:
            return redirect_to_login(request.path)
        return redirect_to_login(page_before(request))


def page_before(request: HttpRequest) -> str:
    """The address of the page with the button, without its host; the home page if unknown."""
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no browser writes such a thing
        return "/"
    return page._replace(scheme="", netloc="", fragment="").geturl() or "/"
