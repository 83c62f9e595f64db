"""ID削除の申請 (manual §5.2): what a member asks for, and the operator completes."""

from typing import Self
from zlib import crc32

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengen import clock
from dengen.accounts.membership.account.account import Account
from dengen.events.steps import Overtaken, lock
from dengen.review.reviewed import OVERTAKEN, Reviewed, ReviewedQuerySet

REQUEST_ENDED = _("この申請は、すでに完了したか取り消されています。")


class RetirementRequestQuerySet(ReviewedQuerySet, models.QuerySet["RetirementRequest"]):
    """Scopes of requests."""

    def waiting(self) -> Self:
        """Return those that wait for the operator, oldest first."""
        return self.filter(ended_at=None).order_by("submitted_at", "pk")


class RetirementRequest(Reviewed, models.Model):
    """One request; it ends when the ID is retired or the member takes it back."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="retirement_requests")
    reason = models.CharField(_("理由"), max_length=1000, blank=True)
    submitted_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = RetirementRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="retirement_one_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"retirement request {self.pk}"

    @property
    def as_read(self) -> int:
        """What is decided on, as a number that changes with it: who leaves, and what is deleted."""
        account = self.account
        listings = account.listings.order_by("pk").values_list("pk", "revision")
        facts = [account.organization_name, account.full_name, account.addresses, [*listings]]
        return crc32(repr(facts).encode())

    @transaction.atomic
    def complete(self, *, by: Account, read: int) -> None:
        """End the ID that the member asks to end; `read` is the number of what was decided on.

        Raise `Overtaken` if it was completed or taken back meanwhile, or if what would be deleted
        is something else by now; raise also what `Account.retire` raises.
        """
        lock(self.account)  # as the member does who takes it back
        self.refresh_from_db()
        if self.ended_at:
            raise Overtaken(REQUEST_ENDED)
        if read != self.as_read:
            raise Overtaken(OVERTAKEN)
        self.account.retire(by=by)
