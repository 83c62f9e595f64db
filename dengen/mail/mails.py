"""The mail that shows whether mails go out."""

from typing import Any

from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.models import MailServer
from dengen.mail.outbox import post

FOLDER = "mail/mails"


@on("mail.tested")
def send_test(event: Event, server: MailServer) -> None:
    """Mail whoever asks, each time anew: one that still waits shows nothing about now."""
    tester: Any = event.actor
    post(f"{FOLDER}/test", {"account": tester}, to=tester.addresses, reader=tester)
