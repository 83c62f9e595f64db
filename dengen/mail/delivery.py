"""Handing a mail of the outbox to the mail server.

A mail can't be sent exactly once: a crash between the server's acceptance and our commit sends it
again when the lease ends. That is the only window, and the Message-ID stays the same.
"""

import logging
import smtplib

from django.core.mail import EmailMessage

from dengen.mail.models import Message

log = logging.getLogger(__name__)

PERMANENT = 500  # RFC 5321 §4.2.1: 5yz is a permanent negative reply


def send(message: Message) -> bool:
    """Tries to send one waiting mail; True if the server took it, False if it did not."""
    if not message.lease():
        return False
    try:
        as_email(message).send()
    except Exception as error:  # noqa: BLE001 - whatever went wrong, no mail is lost
        log.warning("mail %s was not accepted: %s", message.message_id, type(error).__name__)
        message.mark_refused(f"{type(error).__name__}: {error}", for_good=is_final(error))
        return False
    message.mark_sent()
    return True


def send_due() -> int:
    """Sends all mails that are due, in order, and says how many went out."""
    return sum(send(message) for message in Message.objects.due())


def as_email(message: Message) -> EmailMessage:
    """The mail as Django sends it."""
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=message.sender,
        to=message.recipients,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )


def is_final(error: Exception) -> bool:
    """Whether trying again is pointless: every recipient was refused for good (5xx)."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _text in error.recipients.values())
