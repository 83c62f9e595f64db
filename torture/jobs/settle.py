"""Waits until the worker has sent every mail and sealed every event."""

import time
from typing import Any

from dengen.events.models import Unsealed
from dengen.mail.models import Message

PATIENCE_SECONDS = 180


def job() -> dict[str, Any]:
    """Return how many mails have not gone out after all."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if not Message.objects.waiting().exists() and not Unsealed.objects.exists():
            break
        time.sleep(0.2)
    return {"mails_waiting": Message.objects.exclude(state=Message.State.SENT).count()}
