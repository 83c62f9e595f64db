"""Where somebody goes on to after logging in or agreeing to the terms."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dengen.accounts.models import Account
from dengen.ui.visiting import can_be_visited


def next_page(request: HttpRequest) -> str:
    """The page that the person wanted, if it is one of this board; "" otherwise."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours and target.startswith("/") and can_be_visited(target) else ""


def home_of(account: Account) -> str:
    """The address of the account's first page."""
    return reverse("console:home" if account.is_operator else "listings:home")
