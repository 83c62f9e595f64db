"""The outbox: each mail that an event demands, written in the event's own transaction."""

from datetime import timedelta
from email.utils import make_msgid
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dengen.japan import clock
from dengen.mail.models.resendable import Resendable
from dengen.mail.secret import with_secrets, without_secrets

FIRST_PAUSE = timedelta(minutes=1)
DOUBLINGS = 6  # of the pause; then it is more than an hour
LONGEST_PAUSE = timedelta(hours=1)
FORGOTTEN = "＊＊＊"  # the subject of a mail whose person was erased
PATIENCE = timedelta(days=5)  # as long as mail servers themselves usually try (RFC 5321 §4.5.4.1)


def new_message_id() -> str:
    """A Message-ID that the mail keeps through all its tries (RFC 5322 §3.6.4)."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)


class MessageQuerySet(models.QuerySet["Message"]):
    """Scopes of the outbox."""

    def waiting(self) -> Self:
        """Those that are still to be sent, oldest first."""
        return self.filter(state=Message.State.WAITING).order_by("pk")

    def readable(self) -> Self:
        """Those that may be shown on the board; a key to an account never is."""
        return self.filter(is_confidential=False)

    def to_be_read_by(self, reader: Any) -> Self:
        """The inbox of one account, newest first."""
        return self.readable().filter(reader=reader).order_by("-pk")

    def matching(self, text: str) -> Self:
        """Those whose subject or recipients contain the text; all if it is empty."""
        return self.filter(Q(subject__icontains=text) | Q(recipients__icontains=text))

    def of_person(self, reader: Any, addresses: list[str]) -> Self:
        """Those to one person: with the account as their reader, or from before it was there."""
        return self.filter(Q(reader=reader) | Q(reader=None, recipients=addresses))

    def forget_texts(self) -> int:
        """Erases what was sent to whom, and keeps that it was; says of how many.

        What still waits is left: it must reach its recipient first.
        """
        settled = self.exclude(state=Message.State.WAITING).exclude(recipients=[])
        return settled.update(body="", secrets="", recipients=[])

    def due(self, now=None) -> Self:
        """Waiting mails that nobody is sending and whose next try has come, oldest first.

        A moment further away than any lease or pause lasts was written by a clock that went wrong.
        """
        now = now or clock.now()
        lease = timedelta(seconds=settings.MAIL_LEASE_SECONDS)
        return self.filter(
            Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until__gt=now + lease),
            Q(next_try_at__lte=now) | Q(next_try_at__gt=now + LONGEST_PAUSE),
            state=Message.State.WAITING,
        ).order_by("pk")


class Message(Resendable, models.Model):
    """One mail to one or more addresses of one person.

    `reader` is whose it is on the board itself; None for somebody without an account. A
    confidential one holds a key to an account: nobody but its recipient may read it.
    """

    class State(models.TextChoices):
        """A mail waits until it was sent or given up."""

        WAITING = "waiting", _("送信待ち")
        SENT = "sent", _("送信済み")
        FAILED = "failed", _("送信できませんでした")

    kind = models.CharField(max_length=60, db_index=True)
    sender = models.CharField(max_length=255)
    recipients = models.JSONField()
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages"
    )
    subject = models.CharField(max_length=255)
    body = models.TextField()
    secrets = models.TextField(blank=True, db_default="")  # sealed; see mail/secret.py
    is_confidential = models.BooleanField(default=False)
    is_to_be_forgotten = models.BooleanField(default=False, db_default=False)  # its person left
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    next_try_at = models.DateTimeField(default=clock.now)
    tried_since = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state="waiting"), name="message_waiting"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed"]), name="message_state"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="message_sent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"

    @property
    def whole_body(self) -> str:
        """The text for its recipient alone; raises `SealedElsewhere` without the board's key."""
        return with_secrets(self.body, self.secrets)

    @property
    def shown_body(self) -> str:
        """The text as the operator's staff may read it."""
        return without_secrets(self.body)

    def lease(self) -> bool:
        """Claims the mail for this worker for a while; False if another was faster."""
        now = clock.now()
        claimed = (
            type(self)
            .objects.due(now)
            .filter(pk=self.pk)
            .update(
                leased_until=now + timedelta(seconds=settings.MAIL_LEASE_SECONDS),
                tries=F("tries") + 1,
            )
        )
        if claimed:
            self.refresh_from_db()
        return bool(claimed)

    def mark_sent(self) -> None:
        """The mail server has taken it."""
        self.state = self.State.SENT
        self.sent_at = clock.now()
        self.leased_until = None
        self.last_error = ""
        if not settings.KEEP_CONFIDENTIAL_MAILS:
            self.secrets = ""
        self._forget()
        self.save()

    def _forget(self) -> None:
        """Nothing remains of a mail that was only kept to reach its recipient."""
        if self.is_to_be_forgotten:
            self.body = self.secrets = self.last_error = ""
            self.subject, self.recipients = FORGOTTEN, []

    def release(self) -> None:
        """The mail server could not be asked: the try does not count."""
        type(self).objects.filter(pk=self.pk).update(leased_until=None, tries=F("tries") - 1)

    def mark_refused(self, error: str, *, for_good: bool = False) -> None:
        """The mail server has not taken it: try later, or give up after five days."""
        now = clock.now()
        self.last_error = error
        self.leased_until = None
        if for_good or now - self.tried_since > PATIENCE:
            self.state = self.State.FAILED
            self._forget()
        pause = min(FIRST_PAUSE * 2 ** min(self.tries - 1, DOUBLINGS), LONGEST_PAUSE)
        self.next_try_at = now + pause
        self.save()
