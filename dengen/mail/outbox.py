"""Writing a mail into the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils.translation import override

from dengen.events import versions
from dengen.events.topics import ACCOUNT
from dengen.mail.models import Message
from dengen.mail.secret import seal_secrets, secrets_in

MAILS_AT_ONCE = 500  # written at a time


@dataclass(frozen=True)
class Letter:
    """A rendered mail: one line of subject, and a body of plain text."""

    subject: str
    body: str


def render(template: str, context: dict[str, Any]) -> Letter:
    """Render `<template>.subject.txt` and `<template>.body.txt` in the board's language.

    `template` is like "listings/mails/listing_approved". Values are put in as they are (plain text
    knows no markup); line breaks in the subject become spaces, so no header can be added.
    """
    board = {
        "board_name": settings.BOARD_NAME,
        "operator_name": settings.OPERATOR_NAME,
        "operator_mail": settings.OPERATOR_MAIL,
        "review_business_days": settings.REVIEW_BUSINESS_DAYS,
        "site_url": settings.SITE_URL,
    }
    with override(settings.LANGUAGE_CODE):
        subject, body = (
            Engine.get_default()
            .get_template(f"{template}.{part}.txt")
            .render(Context(board | context, autoescape=False))
            for part in ("subject", "body")
        )
    return Letter(" ".join(subject.split()), body.strip() + "\n")


def post(
    template: str,
    context: dict[str, Any],
    *,
    to: Iterable[str],
    reader: Any = None,
    sender: str | None = None,
) -> Message:
    """Put a mail into the outbox, in the caller's transaction; return the row.

    The worker looks every second. `to` are the addresses of one recipient: empty ones are left out,
    and each gets one mail. `reader` is the account whose inbox shows it, if there is one; `sender`
    is the system unless given. A `Secret` in the context is read by the recipient alone; `about` in
    the context is the title of what the mail is about, by which the inbox tells mails with one
    subject apart.
    """
    message = _message(template, context, to, reader)
    message.sender = sender or message.sender
    message.save()
    return message


def post_all(template: str, letters: Iterable[tuple[dict[str, Any], Iterable[str], Any]]) -> int:
    """Put the same mail to many people into the outbox, and say how many; see `post()`.

    Each letter is the context, the addresses and the reader of one person.
    """
    count = 0
    for some in batched(letters, MAILS_AT_ONCE):
        messages = [_message(template, context, to, reader) for context, to, reader in some]
        count += len(Message.objects.bulk_create(messages))
    return count


def _message(template: str, context: dict[str, Any], to: Iterable[str], reader: Any) -> Message:
    letter = render(template, context)
    if reader is not None:
        versions.step(ACCOUNT, [reader.pk])  # their home page shows it
    secrets = secrets_in(context, letter.body)
    return Message(
        secrets=seal_secrets(secrets),
        is_confidential=bool(secrets),
        key_number=next((one.key for one in secrets if one.key), None),
        kind=template.rpartition("/")[2],
        sender=settings.SYSTEM_MAIL_FROM,
        recipients=list({address.lower(): address for address in to if address}.values()),
        reader=reader,
        about=context.get("about", ""),
        subject=letter.subject,
        body=letter.body,
    )
