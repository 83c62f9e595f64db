"""A delivery as the mail that goes over the wire.

Subjects are encoded by the standard library's older `email.header`: its newer folding, which Django
takes, makes encoded-words longer than the 75 characters that RFC 2047 §2 allows.
"""

import email.policy
from email.header import Header
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import Policy
from typing import Any

from django.core.mail import EmailMessage

from dengen.mail.models import Delivery

LONGEST_LINE = 76  # characters, as RFC 2047 §2 wants of lines that hold encoded-words


class SubjectHeader(UnstructuredHeader, BaseHeader):
    """A subject that arrives exactly as it was written."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Take the text as it is: what looks like an encoded-word was written so."""
        super().parse(value, kwds)
        kwds["decoded"] = value

    def fold(self, *, policy: Policy) -> str:
        """Return the lines of the header: plain if ASCII and short, else encoded-words."""
        text = str(self)
        plain = f"{self.name}: {text}"
        is_plain = text.isascii() and text.isprintable() and "=?" not in text
        if is_plain and text == text.strip() and len(plain) <= LONGEST_LINE:
            return plain + policy.linesep
        header = Header(text, "utf-8", maxlinelen=LONGEST_LINE - 1, header_name=self.name)
        return f"{self.name}: {header.encode(linesep=policy.linesep)}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("subject", SubjectHeader)


class BoardEmail(EmailMessage):
    """Django's, with our subjects."""

    def message(self, *, policy: Any = email.policy.default) -> Any:
        """Return the mail with all its headers, an `email.message.EmailMessage`."""
        return super().message(policy=policy.clone(header_factory=_headers))


def as_email(delivery: Delivery) -> EmailMessage:
    """Return the mail as it is sent to that one address; To names all, as in each other copy."""
    message = delivery.message
    fixed: dict[str, Any] = {
        "To": ", ".join(message.recipients),
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
    }
    return BoardEmail(
        subject=message.whole_subject,
        body=message.whole_body,
        from_email=message.sender,
        to=[delivery.address],
        headers=fixed,
    )
