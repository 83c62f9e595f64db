"""A form that was sent after the session had ended: kept for its writer until the next login.

The page carries a seal that says whose form it is. Without a valid seal nothing is kept, and nobody
but that person ever gets it. It is good for as long as a login may last, while its owner may log
in, and for so many forms: nobody can make the board keep much.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from dengen.accounts.limits import Limit, LimitReached, account_subject
from dengen.accounts.models import Account
from dengen.accounts.requests import PersonalRequest

SHELF = "unfinished"
SALT = "dengen.unfinished"
LONGEST = 200_000  # characters
KEPT = Limit("unfinished.account", count="KEPT_FORMS", hours="SESSION_HOURS")


def seal(account: Account) -> str:
    """What a form of this account carries in its field `seal`."""
    return signing.dumps(account.pk, salt=SALT)


def keep(request: HttpRequest) -> None:
    """Puts the sent form aside, if it carries a seal."""
    values = {name: text for name, text in request.POST.items() if name != "csrfmiddlewaretoken"}
    if sum(len(name) + len(text) for name, text in values.items()) > LONGEST:
        return
    owner = _owner(request.POST.get("seal", ""))
    if owner is None:
        return
    try:
        KEPT.take(account_subject(owner))
    except LimitReached:
        return
    request.session[SHELF] = {"owner": owner.pk, "path": request.path, "values": values}


def _owner(sealed: str) -> Account | None:
    longest = timedelta(hours=settings.SESSION_HOURS)
    try:
        pk = signing.loads(sealed, salt=SALT, max_age=longest)
    except signing.BadSignature:
        return None
    account = Account.objects.filter(pk=pk).first()
    return account if account and account.may_stay else None


def take(request: PersonalRequest) -> dict[str, str] | None:
    """What this person sent to this address before logging in, once; None if there is nothing."""
    kept = request.session.pop(SHELF, None)
    if kept is None or kept["owner"] != request.user.pk or kept["path"] != request.path:
        return None
    return kept["values"]
