"""Handing the mails of the outbox to the mail server, in order, each address for itself.

A mail can't be sent exactly once: a crash between the server's acceptance and our commit sends it
again when the lease ends. That is the only window, and the Message-ID stays the same.

A server that can't be reached, or hangs, is no fault of the mail: nothing is given up, and the
server is asked again after a growing pause. What then has piled up goes out in order, some at a
time; a slow server is left after a while, so that the worker comes to its other duties.
"""

import logging
import smtplib
import time
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import mailers

from dengen.database import read_only
from dengen.mail import alive
from dengen.mail.email import as_email
from dengen.mail.models import Delivery, MailServer, Message

log = logging.getLogger(__name__)

PERMANENT = 500  # RFC 5321 §4.2.1: 5yz is a permanent negative reply
NOT_AVAILABLE = 421  # RFC 5321 §3.8: the server closes the connection


class ServerAway(Exception):
    """The mail server can't be reached, takes no mail at all, or hangs."""


def send_due() -> int:
    """Hand over what is due, at most `MAIL_BURST` deliveries; return how many were taken."""
    server = MailServer.state()
    if not server.is_worth_a_try():
        return 0
    Delivery.objects.begin(Message.objects.waiting(), settings.MAIL_BURST)
    due = list(Delivery.objects.due().select_related("message")[: settings.MAIL_BURST])
    if not due:
        return 0
    connection = mailers.default
    try:
        return _send_all(due, connection, server)
    except ServerAway as trouble:
        log.warning("mail server", extra={"fields": {"outcome": "away", "error": _kind(trouble)}})
        server.note_away(str(trouble))
        return 0
    finally:
        _close(connection)


def is_final(error: Exception) -> bool:
    """Return whether trying again is pointless: every recipient was refused for good (5xx)."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _text in error.recipients.values())


def _send_all(due: list[Delivery], connection: Any, server: MailServer) -> int:
    began, sent = time.monotonic(), 0
    for delivery in due:
        if read_only.mode():
            break
        _open(connection)
        if delivery.lease():
            with read_only.without_read_only():  # else what was handed over would be sent again
                sent += _send(delivery, connection, server)
        alive.heartbeat()
        if time.monotonic() - began > settings.MAIL_TIMEOUT_SECONDS:
            break
    return sent


def _send(delivery: Delivery, connection: Any, server: MailServer) -> bool:
    """Hand over what is leased; return whether the server took it."""
    try:
        connection.send_messages([as_email(delivery)])
    except Exception as error:
        _close(connection)
        if _means_away(error, server):
            delivery.release()
            raise ServerAway(_told(error)) from error
        _refused(delivery, error)
        return False
    server.note_answer()
    delivery.mark_sent()
    _note(delivery)
    return True


def _means_away(error: Exception, server: MailServer) -> bool:
    """Return whether it is about the server and not the mail; what the server has said is noted."""
    if _is_timeout(error):
        return server.note_silence()
    if getattr(error, "smtp_code", None) == NOT_AVAILABLE:
        return True
    server.note_answer()
    return False


def _refused(delivery: Delivery, error: Exception) -> None:
    is_unanswered = _is_timeout(error)
    delivery.mark_refused(_told(error), for_good=is_final(error), is_unanswered=is_unanswered)
    _note(delivery, _kind(error))


def _is_timeout(error: BaseException | None) -> bool:
    """Return whether it waited in vain; smtplib tells of a lost connection, and why."""
    while error and not isinstance(error, TimeoutError):
        error = error.__cause__ or error.__context__
    return error is not None


def _note(delivery: Delivery, error: str = "") -> None:
    """Log the outcome, without recipients or the server's words, which may quote them."""
    message = delivery.message
    fields = {"mail": message.pk, "kind": message.kind, "delivery": delivery.pk}
    fields |= {"outcome": delivery.state, "tries": delivery.tries}
    fields |= {"error": error} if error else {}
    level = logging.WARNING if error else logging.INFO
    log.log(level, "mail", extra={"fields": fields})


def _kind(error: BaseException) -> str:
    """Return the exception that began it, with the server's code if there is one."""
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
