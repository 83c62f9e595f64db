"""Who a session belongs to. Logging in itself is `log_in()` in signing_in.py."""

from django.contrib.auth.backends import BaseBackend

from dengen.accounts.membership.account.account import Account


class AccountBackend(BaseBackend):
    """Finds the session's account, and drops the session of one that may not be here any more."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account, or None when it has ended or is locked: that takes effect at once."""
        account = (
            Account.objects.select_related("login", "organization", "guard")
            .with_current_terms()
            .filter(pk=user_id)
            .first()
        )
        if account is None or not account.may_stay:
            return None
        return account
