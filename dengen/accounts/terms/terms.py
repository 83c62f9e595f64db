"""Terms of use (利用規約): versioned; every consent records the version it was given to."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dengen import clock
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account


class TermsQuerySet(models.QuerySet["Terms"]):
    """Scopes of the terms."""

    def current(self, now=None) -> "Terms | None":
        """Return the newest version that is in force, if there is any."""
        return self.in_force(now).order_by("-version").first()

    def in_force(self, now=None) -> Self:
        """Return all versions whose day has come."""
        return self.filter(effective_at__lte=now or clock.now(), withdrawn_at=None)

    def announced(self, now=None) -> "Terms | None":
        """Return the version whose day is still to come, if there is any; never more than one."""
        return self.filter(effective_at__gt=now or clock.now(), withdrawn_at=None).first()


class Terms(models.Model):
    """One published version; `text` is plain, headings begin with 第, blank lines part.

    What was published never changes, the database sees to it; but a version can be withdrawn until
    its day has come.
    """

    version = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    effective_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        "accounts.Account", models.PROTECT, null=True, related_name="terms_published"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "terms"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__lt=F("effective_at")),
                name="terms_withdrawn_in_time",
            )
        ]

    def __str__(self) -> str:
        return f"terms v{self.version}"

    @property
    def effective_on(self) -> date:
        """The day from which they apply, in the board's zone."""
        return timezone.localdate(self.effective_at)

    @property
    def is_in_force(self) -> bool:
        """Whether their day has come."""
        return self.withdrawn_at is None and self.effective_at <= clock.now()

    @property
    def is_announced(self) -> bool:
        """Whether their day is still to come."""
        return self.withdrawn_at is None and self.effective_at > clock.now()

    @property
    def is_current(self) -> bool:
        """Whether no newer version is in force; asks the database."""
        return self == type(self).objects.current()

    @property
    def preceding(self) -> "Terms | None":
        """The version that was in force before this one, or still is; asks the database."""
        older = type(self).objects.filter(version__lt=self.version, withdrawn_at=None)
        return older.order_by("-version").first()

    @transaction.atomic
    def withdraw(self, *, by: "Account") -> None:
        """Take an announced version back; its number is not given again.

        Nothing happens if that was done already. Raise `StepNotAllowed` once it is in force,
        `PermissionDenied` unless `by` runs the board.
        """
        if not by.may_administer:
            raise PermissionDenied
        lock(self)
        if self.withdrawn_at:
            return
        if self.is_in_force:
            raise StepNotAllowed(_("すでに適用されている利用規約は、取り下げられません。"))
        self.withdrawn_at = clock.now()
        self.save(update_fields=["withdrawn_at"])
        record("terms.cancelled", self, by=by, version=self.version)


def check_terms(agreed: Terms) -> None:
    """Raise `ValidationError` on `terms` if newer ones are in force by now."""
    if Terms.objects.in_force().filter(version__gt=agreed.version).exists():
        raise ValidationError(
            {"terms": _("利用規約が改定されました。新しい利用規約をお読みください。")}
        )
