"""The mail that shows whether mails go out."""

from typing import Any

from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.models import MailServer, Message
from dengen.mail.outbox import post

FOLDER = "mail/mails"


@on("mail.tested")
def send_test(event: Event, server: MailServer) -> None:
    """To whoever asks; while one waits, there is no second."""
    tester: Any = event.actor
    if not Message.objects.waiting().filter(kind="test", reader=tester).exists():
        post(f"{FOLDER}/test", {"account": tester}, to=tester.addresses, reader=tester)
