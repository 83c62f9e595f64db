"""A login between its two steps: the password was right, the second factor isn't proven yet."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from dengen import clock
from dengen.accounts.membership.account.account import Account

PENDING_KEY = "pending_login"
PENDING_LIFETIME = timedelta(minutes=10)


def begin(request: HttpRequest, account: Account, following: str) -> None:
    """Note that the password was right; `following` is the page that was wanted, or ""."""
    request.session.cycle_key()
    request.session[PENDING_KEY] = {
        "account": account.pk,
        "hash": account.get_session_auth_hash(),
        "until": (clock.now() + PENDING_LIFETIME).timestamp(),
        "next": following,
    }


def pending_account(request: HttpRequest) -> Account | None:
    """Return whose login waits for its second step; None if none does, or not any more."""
    kept = request.session.get(PENDING_KEY)
    if not kept or clock.now().timestamp() >= kept["until"]:
        return None
    account = Account.objects.active().select_related("login").filter(pk=kept["account"]).first()
    if account is None or account.is_suspended or not _has_password(account, kept["hash"]):
        return None  # another password since
    return account


def _has_password(account: Account, kept: str) -> bool:
    hashes = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]
    return any(constant_time_compare(kept, one) for one in hashes)


def end(request: HttpRequest) -> str:
    """Forget it; return where the person wanted to go, or ""."""
    return request.session.pop(PENDING_KEY, {}).get("next", "")
