"""Handing the mails of the outbox to the mail server, in order.

A mail can't be sent exactly once: a crash between the server's acceptance and our commit sends it
again when the lease ends. That is the only window, and the Message-ID stays the same.

A server that can't be reached is no fault of the mail: nothing is given up, and the server is asked
again after a growing pause. What then has piled up goes out in order, some at a time.
"""

import logging
import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from dengen.mail import alive
from dengen.mail.models import MailServer, Message

log = logging.getLogger(__name__)

PERMANENT = 500  # RFC 5321 §4.2.1: 5yz is a permanent negative reply
NOT_AVAILABLE = 421  # RFC 5321 §3.8: the server closes the connection


class ServerAway(Exception):
    """The mail server can't be reached, or takes no mail at all."""


def send_due() -> int:
    """Sends the mails that are due, at most `MAIL_BURST` of them; says how many went out."""
    server = MailServer.state()
    due = Message.objects.due()
    if not server.is_worth_a_try() or not due.exists():
        return 0
    connection = mailers.default
    try:
        return _send_all(due[: settings.MAIL_BURST], connection, server)
    except ServerAway as trouble:
        log.warning("mail server", extra={"fields": {"outcome": "away", "error": _kind(trouble)}})
        server.note_away(str(trouble))
        return 0
    finally:
        _close(connection)


def as_email(message: Message) -> EmailMessage:
    """The mail as Django sends it."""
    return EmailMessage(
        subject=message.subject,
        body=message.whole_body,
        from_email=message.sender,
        to=message.recipients,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )


def is_final(error: Exception) -> bool:
    """Whether trying again is pointless: every recipient was refused for good (5xx)."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _text in error.recipients.values())


def _send_all(due: Any, connection: Any, server: MailServer) -> int:
    sent = 0
    for message in due:
        _open(connection)
        if server.away_since or not sent:
            server.note_reached()
        if message.lease():
            sent += _send(message, connection)
        alive.go_on()
    return sent


def _send(message: Message, connection: Any) -> bool:
    """Hands over one leased mail; True if the server took it, False if it did not."""
    try:
        connection.send_messages([as_email(message)])
    except Exception as error:
        _close(connection)
        if getattr(error, "smtp_code", None) == NOT_AVAILABLE:
            message.release()
            raise ServerAway(_told(error)) from error
        message.mark_refused(_told(error), for_good=is_final(error))
        _note(message, _kind(error))
        return False
    message.mark_sent()
    _note(message)
    return True


def _note(message: Message, error: str = "") -> None:
    """A line in the log: neither the recipients nor the server's words, which may quote them."""
    fields = {"mail": message.pk, "kind": message.kind, "outcome": message.state}
    fields |= {"tries": message.tries} | ({"error": error} if error else {})
    level = logging.WARNING if error else logging.INFO
    log.log(level, "mail", extra={"fields": fields})


def _kind(error: BaseException) -> str:
    """The exception that began it, with the server's code if there is one."""
    origin = error.__cause__ or error
    code = getattr(origin, "smtp_code", "")
    return f"{type(origin).__name__} {code}".strip()


def _open(connection: Any) -> None:
    try:
        connection.open()
    except OSError as error:  # smtplib's own are among them: a wrong password, no TLS
        raise ServerAway(_told(error)) from error


def _close(connection: Any) -> None:
    with suppress(OSError):
        connection.close()


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
