"""The outbox: each mail that an event demands, written in the event's own transaction."""

from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import Truncator

from dengen import clock
from dengen.events import versions
from dengen.events.topics import ACCOUNT
from dengen.mail.models.delivery import Delivery
from dengen.mail.models.delivery_state import State
from dengen.mail.models.resendable import Resendable
from dengen.mail.secret import with_secrets, without_secrets

MOST_OF_ABOUT = 30  # characters that a subject has room for
FORGOTTEN = "＊＊＊"  # the subject of a mail whose person was erased


class MessageQuerySet(models.QuerySet["Message"]):
    """Scopes of the outbox."""

    def waiting(self) -> Self:
        """Return those that are still to be sent, oldest first."""
        return self.filter(state=State.WAITING).order_by("pk")

    def readable(self) -> Self:
        """Return those that may be shown on the board; a key to an account never is."""
        return self.filter(is_confidential=False)

    def to_be_read_by(self, reader: Any) -> Self:
        """Return the inbox of one account, newest first."""
        return self.readable().filter(reader=reader).order_by("-pk")

    def matching(self, text: str) -> Self:
        """Return those whose subject or recipients contain the text; all if it is empty."""
        return self.filter(Q(subject__icontains=text) | Q(recipients__icontains=text))

    def of_person(self, reader: Any, addresses: list[str]) -> Self:
        """Return those to one person: with the account as reader, or from before readers."""
        return self.filter(Q(reader=reader) | Q(reader=None, recipients=addresses))

    def forget_secrets(self, keys: Collection[int]) -> None:
        """Erase from the mails that carry these one-time keys what nobody can open any more."""
        self.filter(key_number__in=keys).exclude(secrets="").update(secrets="")

    def forget_texts(self) -> int:
        """Erase what was sent to whom, and keep that it was; say of how many.

        What still waits is left: it must reach its recipient first.
        """
        return self.exclude(state=State.WAITING).exclude(recipients=[]).erase()

    def readers(self) -> set[int]:
        """Return the accounts whose home page may show one of them."""
        return set(self.exclude(reader=None).values_list("reader", flat=True))

    @transaction.atomic
    def erase(self) -> int:
        """Empty them of text, keys and addresses; return how many."""
        Delivery.objects.filter(message__in=self).delete()
        versions.step(ACCOUNT, self.readers())
        return self.update(about="", body="", secrets="", recipients=[], last_error="")


class Message(Resendable):
    """One mail to one or more addresses of one person, each of which is a `Delivery` of its own.

    It waits while one of them waits, and was sent when all were. `reader` is the account whose
    inbox shows it; None for somebody without an account. A confidential mail holds a key to an
    account: nobody but its recipient may read it.
    """

    objects = MessageQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state=State.WAITING), name="message_waiting"
            ),
            models.Index(
                fields=["key_number"], condition=Q(key_number__isnull=False), name="message_of_key"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state"),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"

    @property
    def whole_subject(self) -> str:
        """The subject with what the mail is about, by which mails of one kind are told apart."""
        about = Truncator(self.about).chars(MOST_OF_ABOUT)
        return f"{self.subject}（{about}）" if about else self.subject

    @property
    def whole_body(self) -> str:
        """The text for its recipient alone; raises `SealedElsewhere` without the board's key."""
        return with_secrets(self.body, self.secrets)

    @property
    def shown_body(self) -> str:
        """The text as the operator's staff may read it."""
        return without_secrets(self.body)

    def follow_deliveries(self) -> None:
        """Stand as its deliveries do. The caller holds the row."""
        states = set(self.deliveries.values_list("state", flat=True))
        left = [one for one in (State.WAITING, State.FAILED) if one in states]
        self.state = left[0] if left else State.SENT
        self.sent_at = None if left else clock.now()
        if not left and not settings.KEEP_CONFIDENTIAL_MAILS:
            self.secrets = ""
        if self.is_to_be_forgotten and self.state != State.WAITING:
            self._forget()
        self.save(
            update_fields=[
                "state",
                "sent_at",
                "subject",
                "recipients",
                "about",
                "body",
                "secrets",
                "last_error",
            ]
        )

    def _forget(self) -> None:
        """Leave nothing of a mail that was only kept to reach its recipient."""
        self.about = self.body = self.secrets = self.last_error = ""
        self.subject, self.recipients = FORGOTTEN, []
        self.deliveries.all().delete()
        if self.reader_id:
            versions.step(ACCOUNT, [self.reader_id])
