"""A form that was sent in vain, because the login had ended or the cookies were gone.

It is kept for the person who wrote it until the next login, and then stands in its fields again.
Each form carries a seal that says whose it is: without a valid seal nothing is kept, and nobody but
that person ever gets it. The seal is good for a week, so that a page may stand open over a weekend,
and only while its owner may log in. Only so many forms are kept for one account. What can't be kept
is shown instead (views/unsent.py).

What is kept lies in the session on the server and ends with it: after a log-out the browser has
nothing that could be read. What belongs to another person than the one who logs out stays for them
(`log_out`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import auth
from django.core import signing
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from dengen.accounts.limits import Limit, LimitReached, account_subject
from dengen.accounts.membership.account.account import Account
from dengen.ui.sent_again import FORM_TOKEN, SEAL, fields_of, is_from_script, is_partial
from dengen.ui.visiting import can_be_visited

# In sessions and on open pages 0.1.0's word for these forms stays: they outlive an upgrade.
FORMS_KEY, SALT = "unfinished", "dengen.unfinished"
MOST_FORMS = 3  # tabs at a time
RESTORED = "restored"  # the name of a field
OWN_FIELDS = {FORM_TOKEN, SEAL, RESTORED}
KEPT_PER_ACCOUNT = Limit("interrupted_forms.account", count="KEPT_FORMS", hours="SESSION_HOURS")
PAGE_LIFETIME = timedelta(days=7)  # that a page stands open


@dataclass(frozen=True)
class Kept:
    """A form as it was sent to `path`, by field name; `is_partial` without its secrets or files."""

    key: str
    path: str
    values: dict[str, list[str]]
    is_partial: bool


def seal(account: Account) -> str:
    """Return what a form of this account carries in its field `seal`."""
    return signing.dumps([account.pk, token_urlsafe(9)], salt=SALT)  # no two are the same


def owner_of(request: HttpRequest) -> int | None:
    """Return whose form was sent, by the account's key; None if that isn't known."""
    return _opened(request.POST.get(SEAL, ""))


def log_out(request: HttpRequest) -> None:
    """End the session; forms kept in it for other people go over into the next one."""
    shelf = request.session.get(FORMS_KEY, {})
    others = {key: kept for key, kept in shelf.items() if kept["owner"] != request.user.pk}
    _count_no_more(kept for key, kept in shelf.items() if key not in others)
    auth.logout(request)
    if others:
        request.session[FORMS_KEY] = others


def keep(request: HttpRequest) -> str:
    """Keep the form that was sent; return the address at which to go on with it, or "".

    A form that a script sends isn't kept: it is still on its page.
    """
    fields = None if is_from_script(request) else fields_of(request)
    owner = _owner(request.POST.get(SEAL, "")) if fields else None
    page = page_of(request)
    if owner is None or not page:
        return ""
    try:
        KEPT_PER_ACCOUNT.take(account_subject(owner))
    except LimitReached:
        return ""
    values: dict[str, list[str]] = {}
    for name, value in fields or []:
        if name not in OWN_FIELDS:
            values.setdefault(name, []).append(value)
    key = token_urlsafe(9)
    shelf = request.session.get(FORMS_KEY, {})
    kept = {"path": request.path, "values": values, "is_partial": is_partial(request)}
    shelf[key] = kept | {"owner": owner.pk}
    _count_no_more(list(shelf.values())[:-MOST_FORMS])
    request.session[FORMS_KEY] = dict(list(shelf.items())[-MOST_FORMS:])
    query = urlencode([*parse_qsl(page.query), (RESTORED, key)])
    return page._replace(query=query).geturl()


def kept_form(request: HttpRequest) -> Kept | None:
    """Return what this person sent in vain and the address asks for, or None."""
    key = request.GET.get(RESTORED, "")
    kept = request.session.get(FORMS_KEY, {}).get(key) if key else None
    if kept is None or kept["owner"] != request.user.pk:
        return None
    return Kept(key, kept["path"], kept["values"], kept.get("is_partial", False))


def forget(request: HttpRequest) -> None:
    """Take away what was kept of the form that has now been sent again."""
    shelf = request.session.get(FORMS_KEY, {})
    if kept := shelf.pop(request.POST.get(RESTORED, ""), None):
        _count_no_more([kept])
        request.session[FORMS_KEY] = shelf


def page_of(request: HttpRequest):
    """Return the split address of the page that had the form, as far as one can tell; or None."""
    referrer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referrer, {request.get_host()})
    pages = [referrer] if is_ours else []
    pages.append(request.get_full_path())
    parts = request.path.strip("/").split("/")
    pages += [f"/{'/'.join(parts[:end])}/" for end in range(len(parts) - 1, 0, -1)]
    page = next((urlsplit(one) for one in pages if can_be_visited(one)), None)
    if page is None:
        return None
    rest = [(name, value) for name, value in parse_qsl(page.query) if name != RESTORED]
    return page._replace(scheme="", netloc="", fragment="", query=urlencode(rest))


def _count_no_more(gone: Iterable[dict]) -> None:
    for kept in gone:
        KEPT_PER_ACCOUNT.give_back(account_subject(Account(pk=kept["owner"])))


def _owner(sealed: str) -> Account | None:
    account = Account.objects.filter(pk=_opened(sealed, PAGE_LIFETIME) or 0).first()
    return account if account and account.may_stay else None


def _opened(sealed: str, longest: timedelta | None = None) -> int | None:
    try:
        said = signing.loads(sealed, salt=SALT, max_age=longest)
    except signing.BadSignature:
        return None
    return said[0] if isinstance(said, list) else said  # 0.1.0 sealed the key alone
