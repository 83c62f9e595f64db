"""Writing to somebody who has an account: by mail, and into the inbox on the board."""

from typing import Any

from dengen.accounts.models import Account
from dengen.mail.models import Message
from dengen.mail.outbox import post


def write_to(account: Account, template: str, context: dict[str, Any], **options: Any) -> Message:
    """Posts a mail to all registered addresses of the account; `options` are those of `post()`."""
    return post(template, context, to=account.addresses, reader=account, **options)
