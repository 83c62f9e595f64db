"""What a mail of the outbox consists of: its columns, on which every concern of it stands."""

from email.utils import make_msgid
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models

from dengen import clock
from dengen.mail.models.delivery import Delivery
from dengen.mail.models.delivery_state import State

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from dengen.mail.models.message import MessageQuerySet


def new_message_id() -> str:
    """Return a Message-ID that the mail keeps through all its tries (RFC 5322 §3.6.4)."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)


class MessageFields(models.Model):
    """The columns, and for the type checker what other models add to a mail."""

    State = State

    kind = models.CharField(max_length=60, db_index=True)
    sender = models.CharField(max_length=255)
    recipients = models.JSONField()
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages"
    )
    subject = models.CharField(max_length=255)
    about = models.TextField(blank=True, db_default="")  # the title of what it is about
    body = models.TextField()
    secrets = models.TextField(blank=True, db_default="")  # sealed; see mail/secret.py
    key_number = models.BigIntegerField(null=True)  # of a key in them; no room below knows keys
    is_confidential = models.BooleanField(default=False)
    is_to_be_forgotten = models.BooleanField(default=False, db_default=False)  # its person left
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    # What 0.1.0 knew of all addresses together; its deliveries begin with it, then it stays.
    tries = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_try_at = models.DateTimeField(default=clock.now)
    tried_since = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        objects: ClassVar[MessageQuerySet]
        deliveries: RelatedManager[Delivery]

    class Meta:
        abstract = True
