"""What is known of the mail server: while it is away, one try now and then is enough.

A server that accepts connections and then says nothing is taken for away after the second mail that
it left unanswered; the first may be that mail's own fault. The row also holds all mails of a board
that was just restored: what waits may have been sent already.
"""

from datetime import datetime, timedelta
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F

from dengen import clock
from dengen.events.steps import lock
from dengen.events.trail import record
from dengen.mail.models.delivery import Delivery
from dengen.mail.models.message import Message

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=5)
DOUBLINGS = 5  # of the pause; then it is longer than the longest


class MailServer(models.Model):
    """One row. Without it a long queue would try a dead server again and again, all day."""

    failures = models.PositiveIntegerField(default=0)
    away_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(default=clock.now)
    last_error = models.TextField(blank=True)
    reached_at = models.DateTimeField(null=True)
    unanswered_since = models.DateTimeField(null=True)  # the first of its time-outs in a row
    held_since = models.DateTimeField(null=True)  # after a restoration, until somebody says go

    def __str__(self) -> str:
        return f"mail server, {self.failures} failures"

    @classmethod
    def state(cls) -> Self:
        """Return the row, made at the first question."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def seen(cls) -> Self:
        """Return what a page shows of it: the row, or a new one that isn't kept."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @classmethod
    @transaction.atomic
    def test(cls, *, by: Any) -> None:
        """Send a mail to `by`, one of the staff who decide, to see whether mails go out."""
        if not by.may_decide:
            raise PermissionDenied
        record("mail.tested", cls.state(), by=by)

    @classmethod
    @transaction.atomic
    def release(cls, *, by: Any) -> int:
        """Let mails go that a restoration has held; return how many there are.

        Do nothing if none are held. `by` is one of the staff who decide, or None for the command
        line; raise `PermissionDenied`.
        """
        if by and not by.may_decide:
            raise PermissionDenied
        server = cls.state()
        lock(server)
        if server.held_since is None:
            return 0
        server.held_since = None
        server.save(update_fields=["held_since"])
        waiting = Message.objects.waiting().count()
        record("sending.resumed", server, by=by, count=waiting)
        return waiting

    def is_worth_a_try(self, now: datetime | None = None) -> bool:
        """Return whether nothing holds the mails, and the pause after the last failure is over.

        A pause longer than any was written by a clock that went wrong.
        """
        if self.held_since:
            return False
        pause = self.next_try_at - (now or clock.now())
        return self.away_since is None or not timedelta(0) < pause <= LONGEST_PAUSE

    def note_answer(self) -> None:
        """Note that it answered what becomes of a mail: everything that waits may go."""
        self._note(failures=0, away_since=None, last_error="", reached_at=clock.now())

    def note_silence(self) -> bool:
        """Note that it left a mail unanswered; return whether it must be taken for away."""
        if self.away_since or self.unanswered_since:
            return True
        type(self).objects.filter(pk=self.pk).update(unanswered_since=clock.now())
        self.refresh_from_db()
        return False

    def note_away(self, error: str) -> None:
        """Note that none connected or answered: mails wait, and the next try after a pause."""
        now = clock.now()
        pause = min(FIRST_PAUSE * 2 ** min(self.failures, DOUBLINGS), LONGEST_PAUSE)
        if self.unanswered_since:
            Delivery.objects.forgive_unanswered(self.unanswered_since)
        self._note(
            failures=F("failures") + 1,
            away_since=self.away_since or now,
            next_try_at=now + pause,
            last_error=error,
        )

    def _note(self, **changes: Any) -> None:
        type(self).objects.filter(pk=self.pk).update(unanswered_since=None, **changes)
        self.refresh_from_db()
