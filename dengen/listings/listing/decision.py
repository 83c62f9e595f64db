"""The operator's decisions on a listing: who, when, what, why, and what they had read."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from dengen import clock
from dengen.database.among import Among
from dengen.listings.listing.listing import Listing
from dengen.listings.listing.status import Outcome


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Scopes of decisions."""

    def latest_of_each(self) -> Self:
        """Return the decision that counts of each listing, newest first."""
        later = Decision.objects.filter(listing=OuterRef("listing"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later)).order_by("-pk")

    def on(self, listings: models.QuerySet[Listing]) -> Self:
        """Return those on one of these listings; each is looked up, so that pages end early."""
        return self.filter(Exists(listings.filter(pk=OuterRef("listing"))))

    def on_decided(self, text: str) -> Self:
        """Return those on a listing that `matching(text)` finds, while its last decision stands."""
        decided = Listing.objects.decided()
        few = decided.few_matching(text) if text else None
        if few is None:
            return self.on(decided.matching(text))
        return self.filter(Among(F("listing_id"), [*few.values_list("pk", flat=True)]))


class Decision(models.Model):
    """One decision; append-only. The last one of a listing counts."""

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(_("否認理由"), blank=True)
    remarks = models.JSONField(default=dict, blank=True)  # by field: what of the reason concerns it
    revision = models.PositiveIntegerField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "revision"], name="decision_one_per_revision"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.APPROVED, reason="")
                | (Q(outcome=Outcome.DENIED) & ~Q(reason="")),
                name="decision_denial_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.listing}"
