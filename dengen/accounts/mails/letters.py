"""Writing to somebody who has an account: by mail, and into the inbox on the board."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from dengen.accounts.membership.account.account import Account
from dengen.mail.models import Message
from dengen.mail.outbox import post, post_all
from dengen.mail.secret import Secret

FOLDER = "accounts/mails"


def write_to(account: Account, template: str, context: dict[str, Any], **options: Any) -> Message:
    """Post a mail to all registered addresses of the account; `options` are those of `post()`."""
    return post(template, context, to=account.addresses, reader=account, **options)


def write_to_all(accounts: QuerySet[Account], template: str, context: dict[str, Any]) -> int:
    """Post the mail to each of many accounts; `account` is added to the context of each.

    Return how many there are.
    """
    people = accounts.select_related("login", "organization").iterator(chunk_size=500)
    letters = ((context | {"account": one}, one.addresses, one) for one in people)
    return post_all(template, letters)


def link_with(key: Secret | None, name: str, *args: str) -> Secret:
    """Return the address of that name with the key as its last argument, for a mail alone."""
    if key is None:
        raise ValueError(name)
    return Secret(settings.SITE_URL + reverse(name, args=[*args, key.reveal()]), key=key.key)
