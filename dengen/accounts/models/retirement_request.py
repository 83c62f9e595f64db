"""ID削除の申請 (manual §5.2): what a member asks for, and the operator completes."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengen.accounts.models.account import Account
from dengen.accounts.models.reviewed import Reviewed, ReviewedQuerySet
from dengen.japan import clock


class RetirementRequestQuerySet(ReviewedQuerySet, models.QuerySet["RetirementRequest"]):
    """Scopes of requests."""

    def waiting(self) -> Self:
        """Those that wait for the operator, oldest first."""
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
