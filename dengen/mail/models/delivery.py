"""A mail on its way to one of its addresses: each is tried, refused or accepted for itself."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from dengen import clock
from dengen.events.steps import lock
from dengen.mail.models.delivery_state import GIVEN_UP_AFTER, LONGEST_PAUSE, State, pause_after

if TYPE_CHECKING:
    from dengen.mail.models.message import Message


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Scopes of deliveries."""

    def waiting(self) -> Self:
        """Return those that are still to be made, oldest first."""
        return self.filter(state=State.WAITING).order_by("pk")

    def due(self, now=None) -> Self:
        """Return waiting ones that nobody is making and whose next try is due, oldest first.

        A moment further away than twice the longest lease or pause was written by a clock that
        went wrong, and does not count; twice, as another worker's clock may be a little ahead.
        """
        now = now or clock.now()
        far = 2 * timedelta(seconds=settings.MAIL_LEASE_SECONDS)
        return self.waiting().filter(
            Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until__gt=now + far),
            Q(next_try_at__lte=now) | Q(next_try_at__gt=now + 2 * LONGEST_PAUSE),
        )

    def begin(self, messages: models.QuerySet["Message"], count: int) -> None:
        """Make the deliveries of the oldest that have none; two workers at once make them once."""
        begun = Exists(self.filter(message=OuterRef("pk")))
        new = messages.filter(~begun).exclude(recipients=[]).order_by("pk")[:count]
        intended = [one for message in new for one in Delivery.intended(message)]
        Delivery.objects.bulk_create(intended, ignore_conflicts=True)

    def forgive_unanswered(self, since: Any) -> None:
        """Take back the tries that a hanging server has left unanswered since that moment."""
        self.waiting().filter(unanswered_at__gte=since).update(
            tries=F("tries") - 1, unanswered_at=None, last_error="", next_try_at=clock.now()
        )


class Delivery(models.Model):
    """One address of a `Message`, made by the worker when it first looks at the mail."""

    message = models.ForeignKey("mail.Message", models.CASCADE, related_name="deliveries")
    address = models.CharField(max_length=320)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_try_at = models.DateTimeField(default=clock.now)
    tried_since = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    unanswered_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state=State.WAITING), name="delivery_waiting"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "address"], name="delivery_to_each_address_once"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="delivery_state"),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="delivery_sent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} to {self.address}"

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be sent."""
        return self.state == State.WAITING

    @property
    def is_sent(self) -> bool:
        """Whether the server has taken it."""
        return self.state == State.SENT

    @property
    def has_failed(self) -> bool:
        """Whether it was given up."""
        return self.state == State.FAILED

    @classmethod
    def intended(cls, message: "Message") -> list["Delivery"]:
        """Return, unsaved, the deliveries of a mail that has none: each stands as the mail does."""
        same = ("state", "tries", "last_error", "next_try_at", "tried_since", "sent_at")
        values = {name: getattr(message, name) for name in same}
        return [
            cls(message=message, address=address, **values)
            for address in dict.fromkeys(message.recipients)
        ]

    def lease(self) -> bool:
        """Claim it for this worker for a while; return False if another was faster."""
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

    def release(self) -> None:
        """Release it: the mail server could not be asked, and the try does not count."""
        type(self).objects.filter(pk=self.pk, leased_until=self.leased_until).update(
            leased_until=None, tries=F("tries") - 1
        )

    def mark_sent(self) -> None:
        """Mark it sent: the mail server has taken it."""
        self._settle(self._row(), state=State.SENT, sent_at=clock.now(), last_error="")

    def mark_refused(
        self, error: str, *, for_good: bool = False, is_unanswered: bool = False
    ) -> None:
        """Mark it refused by the mail server: try later, or give up after five days.

        The five days begin with the first refusal; a server that is away uses up none of them.
        `is_unanswered` says that the server did not answer at all.
        """
        now = clock.now()
        since = now if self.tries <= 1 else self.tried_since
        is_over = for_good or now - since > GIVEN_UP_AFTER
        # Only while the lease lasts: after it another worker may have sent the mail.
        self._settle(
            self._row().filter(leased_until=self.leased_until, state=State.WAITING),
            state=State.FAILED if is_over else State.WAITING,
            last_error=error,
            tried_since=since,
            unanswered_at=now if is_unanswered else None,
            next_try_at=now + pause_after(self.tries),
        )

    def retry(self) -> None:
        """Let the worker try it at once, with five days ahead again; nothing if it was sent."""
        now = clock.now()
        self._settle(
            self._row().exclude(state=State.SENT),
            state=State.WAITING,
            tries=0,
            next_try_at=now,
            tried_since=now,
        )

    def _row(self) -> DeliveryQuerySet:
        return type(self).objects.filter(pk=self.pk)

    @transaction.atomic
    def _settle(self, rows: DeliveryQuerySet, **changes: Any) -> None:
        lock(self.message)
        rows.update(leased_until=None, **changes)
        self.refresh_from_db(from_queryset=type(self).objects.select_related("message"))
        self.message.follow_deliveries()
