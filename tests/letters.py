"""The mails that people receive, sent by the worker's own step."""

from django.core import mail
from django.core.mail import EmailMessage

from dengen.mail.delivery import send_due


def letters_to(address: str, subject: str = "") -> list[EmailMessage]:
    """Return the mails with these words in the subject that this address got, oldest first."""
    while send_due():
        pass
    return [one for one in mail.outbox if address in one.to and subject in one.subject]


def letter_to(address: str, subject: str) -> EmailMessage:
    """Return the one mail with these words in its subject that this address has received."""
    found = letters_to(address, subject)
    assert len(found) == 1, [one.subject for one in letters_to(address)]
    return found[0]
