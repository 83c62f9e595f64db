"""The task that wakes the worker when a mail was written."""

from django.tasks import task

from dengen.mail import delivery


@task
def deliver() -> None:
    """Sends what is due, oldest first: the new mail comes after those that wait already."""
    delivery.send_due()
