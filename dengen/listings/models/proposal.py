"""A step that takes two operators (DENGEN_SECOND_OPERATOR): one proposes, another does it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan import clock
from dengen.listings.models.listing import Listing
from dengen.listings.models.seconded import Step

if TYPE_CHECKING:
    from dengen.accounts.models import Account

OVER = gettext_lazy(
    "この提案は、すでに処理されたか、掲載情報の状態が変わったため無効になりました。"
)


class Ending(models.TextChoices):
    """What became of a proposal. One whose listing has changed simply isn't open any more."""

    SECONDED = "seconded", gettext_lazy("実行")
    REJECTED = "rejected", gettext_lazy("却下")
    CANCELLED = "cancelled", gettext_lazy("取り下げ")
    LAPSED = "lapsed", gettext_lazy("失効")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Scopes of proposals."""

    def open(self) -> Self:
        """Those that wait for a second operator, oldest first."""
        alive = self.filter(ended_at=None, listing__revision=F("revision"))
        return alive.order_by("proposed_at", "pk")


class Proposal(models.Model):
    """One proposal; it dies when the listing is no more as in `revision`, which was read."""

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="proposals")
    step = models.CharField(max_length=10, choices=Step)
    reason = models.TextField(blank=True)  # of a denial: the general one
    remarks = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing"], condition=Q(ended_at=None), name="proposal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="proposal_end_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(ending="seconded", ended_by=F("proposed_by")),
                name="proposal_seconded_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.listing}"

    @property
    def why(self) -> str:
        """The reason of a denial as its listing's owner would read it."""
        return self.listing.clean_denial(self.reason, self.remarks).text

    @transaction.atomic
    def second(self, *, by: "Account") -> None:
        """Another operator agrees, and the step is taken; nothing happens if `by` did so already.

        Raises `Overtaken` if it isn't open any more, `StepNotAllowed` to the proposer.
        """
        if not self._may_end(Ending.SECONDED, by):
            return
        if by.pk == self.proposed_by_id:
            raise StepNotAllowed(_("ご自身の提案は、ほかの担当者が実行します。"))
        if self.step == Step.DENIAL:
            given = {"reason": self.reason, "remarks": self.remarks}
            self.listing.deny(by=by, revision=self.revision, proposal=self, **given)
        else:
            self.listing.delete(by=by, proposal=self)
        self._end(Ending.SECONDED, by)
        record("proposal.seconded", self, by=by, listing=self.listing_id, step=self.step)

    @transaction.atomic
    def reject(self, *, by: "Account") -> None:
        """Another operator disagrees, and nothing is done; else as `second`."""
        if not self._may_end(Ending.REJECTED, by):
            return
        if by.pk == self.proposed_by_id:
            raise StepNotAllowed(_("ご自身の提案は、取り下げることができます。"))
        self._end(Ending.REJECTED, by)
        record("proposal.rejected", self, by=by, listing=self.listing_id, step=self.step)

    @transaction.atomic
    def withdraw(self, *, by: "Account") -> None:
        """The proposer thinks better of it. Raises `PermissionDenied` to others, `Overtaken`."""
        if by.pk != self.proposed_by_id:
            raise PermissionDenied
        if not self._may_end(Ending.CANCELLED, by):
            return
        self._end(Ending.CANCELLED, by)
        record("proposal.cancelled", self, by=by, listing=self.listing_id, step=self.step)

    def _may_end(self, ending: Ending, by: "Account") -> bool:
        """Locks listing and proposal, in this order; False if `by` has ended it so already."""
        if not by.may_decide:
            raise PermissionDenied
        lock(self.listing)
        lock(self)
        if self.ending == ending and self.ended_by_id == by.pk:
            return False
        if self.ended_at or self.listing.revision != self.revision:
            raise Overtaken(OVER)
        return True

    def _end(self, ending: Ending, by: "Account") -> None:
        self.ending, self.ended_by, self.ended_at = ending, by, clock.now()
        self.save()
