"""Keys that open something once: links and temporary passwords that go out by mail.

Every kind is declared in kinds.py, with how long it lasts and what voids it. A verb issues one,

    account.link = PASSWORD_LINK.issue(account)        # a Secret, for the mail alone

looks for the one that was typed or followed, and uses it up in the transaction of its step:

    key = PASSWORD_LINK.find(token)                    # a OneTimeKey, or None
    if not key.use():                                  # somebody was faster, or it is void by now
        raise StepNotAllowed(...)

Of one kind, one key at most is open for a slot: a newer one voids the older. What else voids it are
events of the trail (`VOIDED_BY`), in the transaction that records them, so that no verb has to
remember. Only a keyed hash is kept: a copy of the database opens nothing.

To add a kind: declare it in kinds.py, and its column in the table that
tests/accounts/keys/test_voiding.py writes out.
"""

from dengen.accounts.keys.key import OneTimeKey
from dengen.accounts.keys.kinds import (
    APPLICATION_ADDRESS,
    HANDOVER,
    MAIL_ADDRESS,
    PASSWORD_LINK,
    STAFF_INVITATION,
    TEMPORARY_PASSWORD,
)

__all__ = [
    "APPLICATION_ADDRESS",
    "HANDOVER",
    "MAIL_ADDRESS",
    "PASSWORD_LINK",
    "STAFF_INVITATION",
    "TEMPORARY_PASSWORD",
    "OneTimeKey",
]
