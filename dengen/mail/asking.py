"""Whether the mail server can be used, without sending anything."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import mailers

ANSWER_SECONDS = 5


def mail_server_fault() -> str:
    """Connect, and log in if the settings name a user; return what is in the way, "" if nothing."""
    if not settings.MAIL_URL:
        return ""
    connection: Any = mailers.default
    connection.timeout = min(ANSWER_SECONDS, connection.timeout)
    try:
        connection.open()
    except OSError as error:  # smtplib's own are among them: a wrong password, no TLS
        return f"{connection.host}:{connection.port}, {type(error).__name__}: {error}"
    finally:
        with suppress(OSError):
            connection.close()
    return ""
