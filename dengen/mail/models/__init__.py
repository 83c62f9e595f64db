"""The outbox, and what is known of the mail server and of the workers."""

from dengen.mail.models.delivery import Delivery
from dengen.mail.models.delivery_state import GIVEN_UP_AFTER
from dengen.mail.models.fields import new_message_id
from dengen.mail.models.heartbeat import WorkerHeartbeat
from dengen.mail.models.message import Message
from dengen.mail.models.server import MailServer

__all__ = [
    "GIVEN_UP_AFTER",
    "Delivery",
    "MailServer",
    "Message",
    "WorkerHeartbeat",
    "new_message_id",
]
