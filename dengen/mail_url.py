"""The mail server out of its address."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

# What one delivery waits for: MAIL, RCPT, DATA, the text itself, RSET (RFC 5321 §4.5.3.2).
ANSWERS = 5


def mailer_of(url: str, timeout_seconds: float) -> dict[str, Any]:
    """Return Django's settings of a mailer that waits so long for each answer of the server.

    `smtp://`, `smtp+tls://` (STARTTLS) or `smtp+ssl://`, then `user:password@host:port`, percent
    -encoded. Raise `ImproperlyConfigured`.
    """
    if not url.startswith(("smtp://", "smtps://", "smtp+tls://", "smtp+ssl://")):
        raise ImproperlyConfigured(
            "DENGEN_MAIL_URL begins with smtp+tls://, smtp+ssl:// or smtp://."
        )
    read = Env.email_url_config(url)
    return {
        "BACKEND": read["EMAIL_BACKEND"],
        "OPTIONS": {
            "host": read["EMAIL_HOST"],
            "port": read["EMAIL_PORT"],
            "username": read["EMAIL_HOST_USER"],
            "password": read["EMAIL_HOST_PASSWORD"],
            "use_tls": read.get("EMAIL_USE_TLS", False),
            "use_ssl": read.get("EMAIL_USE_SSL", False),
            "timeout": timeout_seconds,
        },
    }
