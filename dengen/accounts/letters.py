"""Writing to somebody who has an account: by mail, and into the inbox on the board."""

from typing import Any

from dengen.accounts.models import Account
from dengen.mail.models import Message
from dengen.mail.outbox import post


def write_to(
    account: Account, template: str, context: dict[str, Any], *, sender: str | None = None
) -> Message:
    """Posts a mail to all registered addresses of the account; see `post()`."""
    return post(template, context, to=account.addresses, reader=account, sender=sender)
