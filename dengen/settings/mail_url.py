"""The mail server from its address.

django-environ and dj-email-url could read it: the former takes as many lines to be told Django's
OPTIONS, and the latter doesn't know smtp+tls:// and smtp+ssl://.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What one delivery waits for: MAIL, RCPT, DATA, the text itself, RSET (RFC 5321 §4.5.3.2).
ANSWERS = 5
SCHEMES = {"smtp", "smtps", "smtp+tls", "smtp+ssl"}
STARTTLS = {"smtps", "smtp+tls"}


def mailer_of(url: str, timeout_seconds: float) -> dict[str, Any]:
    """Return Django's settings of a mailer that waits so long for each answer of the server.

    `smtp://`, `smtp+tls://` (STARTTLS) or `smtp+ssl://`, then `user:password@host:port`, percent
    -encoded. Raise `ImproperlyConfigured`.
    """
    read = urlsplit(url)
    if read.scheme not in SCHEMES or not read.netloc:
        raise ImproperlyConfigured(
            "DENGEN_MAIL_URL begins with smtp+tls://, smtp+ssl:// or smtp://."
        )
    try:
        port = read.port
    except ValueError as error:
        raise ImproperlyConfigured("DENGEN_MAIL_URL ends with the number of a port.") from error
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": read.hostname,
            "port": port,
            "username": unquote(read.username or ""),
            "password": unquote(read.password or ""),
            "use_tls": read.scheme in STARTTLS,
            "use_ssl": read.scheme == "smtp+ssl",
            "timeout": timeout_seconds,
        },
    }
