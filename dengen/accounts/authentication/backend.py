"""Who a session belongs to. Logging in itself is `log_in()` in signing_in.py."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import BigIntegerField, DateTimeField, QuerySet

from dengen import clock
from dengen.accounts.membership.account.account import Account
from dengen.database.prepared import Prepared


def _accounts(pk: Any, now: Any) -> QuerySet[Account]:
    whole = Account.objects.select_related("login", "organization", "guard")
    return whole.with_current_terms(now).filter(pk=pk)


ACCOUNTS = Prepared(_accounts, pk=BigIntegerField(), now=DateTimeField())


class AccountBackend(BaseBackend):
    """Finds the session's account, and drops the session of one that may not be here any more."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account, or None when it has ended or is locked: that takes effect at once."""
        found: list[Account] = ACCOUNTS(pk=user_id, now=clock.now())
        return found[0] if found and found[0].may_stay else None
