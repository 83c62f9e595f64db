"""The outbox, and what is known of the mail server."""

from dengen.mail.models.message import PATIENCE, Message, new_message_id
from dengen.mail.models.server import MailServer

__all__ = ["PATIENCE", "MailServer", "Message", "new_message_id"]
