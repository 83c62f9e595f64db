"""A form that was sent after the session had ended: kept for its writer until the next login.

The page carries a seal that says whose form it is. Without a valid seal nothing is kept, and nobody
but that person ever gets it.
"""

from django.core import signing
from django.http import HttpRequest

from dengen.accounts.models import Account
from dengen.accounts.requests import PersonalRequest

SHELF = "unfinished"
SALT = "dengen.unfinished"
LONGEST = 1_000_000  # characters


def seal(account: Account) -> str:
    """What a form of this account carries in its field `seal`."""
    return signing.dumps(account.pk, salt=SALT)


def keep(request: HttpRequest) -> None:
    """Puts the sent form aside, if it carries a seal."""
    try:
        owner = signing.loads(request.POST.get("seal", ""), salt=SALT)
    except signing.BadSignature:
        return
    values = {name: text for name, text in request.POST.items() if name != "csrfmiddlewaretoken"}
    if sum(map(len, values.values())) <= LONGEST:
        request.session[SHELF] = {"owner": owner, "path": request.path, "values": values}


def take(request: PersonalRequest) -> dict[str, str] | None:
    """What this person sent to this address before logging in, once; None if there is nothing."""
    kept = request.session.pop(SHELF, None)
    if kept is None or kept["owner"] != request.user.pk or kept["path"] != request.path:
        return None
    return kept["values"]
