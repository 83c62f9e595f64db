"""The task that wakes the worker when a mail was written."""

from django.tasks import task

from dengen.mail import delivery
from dengen.mail.models import Message


@task
def deliver(message_id: int) -> None:
    """Sends one mail of the outbox, unless it was sent or is being sent already."""
    message = Message.objects.filter(pk=message_id).first()
    if message is not None:
        delivery.send(message)
