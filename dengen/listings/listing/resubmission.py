"""再申請: a new listing that repeats one which was denied (manual §3.1) or whose period is over."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dengen.events.steps import lock
from dengen.japan.business_days import today
from dengen.listings.listing.period import Periodic, PeriodicQuerySet
from dengen.listings.listing.status import Status
from dengen.listings.listing.ties import cut
from dengen.review.generic import Model_co

if TYPE_CHECKING:
    from dengen.accounts.models import Account
    from dengen.listings.listing.listing import Listing

SEEN_TO_STATUSES = (
    "resubmissions",
    "replacements",
    "replaces__replacements",
)  # what `dealt_with_by` looks at
LIVING_STATUSES = (Status.PENDING, Status.PUBLISHED)


class ResubmittableQuerySet(PeriodicQuerySet[Model_co]):
    """Scopes."""

    def told_of_on(self, day: date) -> Self:
        """Return those that wait, or ask something of their owner: denied ones, and over ones."""
        is_over = Q(status=Status.PUBLISHED, end_on__lt=day)
        return self.filter(Q(status=Status.PENDING) | self._wants_resubmission() | is_over)

    def _wants_resubmission(self) -> Any:
        """Return the condition: denied, and not `dealt_with_by` any other (below, in Python)."""
        takes_place = Q(resubmits=OuterRef("pk")) | Q(replaces=OuterRef("pk"))
        takes_same_place = Q(replaces=OuterRef("replaces"), pk__gt=OuterRef("pk"))
        later = self.model._default_manager.filter(takes_place | takes_same_place)
        answers = later.filter(~Q(status=Status.DELETED) | Q(published_at__isnull=False))
        return Q(status=Status.DENIED) & ~Exists(answers)


class Resubmittable(Periodic):
    """Mixin of Listing; `resubmits` is the listing, denied or over, that this one repeats."""

    class Meta:
        abstract = True

    def lock_resubmitted(self, *, by: "Account") -> None:
        """Hold what this repeats until the transaction ends.

        Raise `PermissionDenied` if it is not `by`'s own, and as `check_resubmission`.
        """
        if self.resubmits is None:
            return
        if self.resubmits.owner_id != by.pk:
            raise PermissionDenied
        lock(self.resubmits)
        self.check_resubmission()

    def check_resubmission(self) -> None:
        """Raise `ValidationError` if the other waits again or is shown, or is dealt with."""
        if self.resubmits is None:
            return
        if self.resubmits.status in LIVING_STATUSES and not self.resubmits.is_repeatable:
            text = _("元の情報「%(title)s」の審査が再び始まったため、再申請は不要になりました。")
        elif self.resubmits.dealt_with_by:
            text = _("元の情報「%(title)s」は、すでに再申請されています。")
        else:
            return
        raise cut("resubmits", text % {"title": self.resubmits.title})

    @property
    def is_repeatable(self) -> bool:
        """Return whether its owner may want to hand it in once more: it was denied or is over."""
        is_over = self.status == Status.PUBLISHED and self.is_over(today())
        return is_over or self.status == Status.DENIED

    @property
    def dealt_with_by(self) -> "Listing | None":
        """Return the latest listing that takes this one's place, or None.

        It repeats this one, replaces it, or is to replace the same as this one. A listing that its
        owner took back before it was ever shown doesn't count.
        """
        siblings = self.replaces.replacements.all() if self.replaces else ()
        own = [*self.resubmissions.all(), *self.replacements.all()]
        later = [*own, *(one for one in siblings if one.pk > self.pk)]
        answers = [one for one in later if self._is_answered_by(one)]
        return max(answers, key=lambda one: one.pk, default=None)

    def _is_answered_by(self, later: "Listing") -> bool:
        """Return whether `later` deals with it: what is over, only while that waits or is shown."""
        if self.status != Status.DENIED:
            return later.status in LIVING_STATUSES
        return later.status != Status.DELETED or later.published_at is not None

    @property
    def living_resubmission(self) -> "Listing | None":
        """The listing that repeats this one and waits or is shown, or None."""
        return self.resubmissions.filter(status__in=LIVING_STATUSES).first()
