"""再申請: a new listing that makes good what an earlier one was denied for (manual §3.1)."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from dengen.events.steps import lock
from dengen.listings.listing.fields import ListingFields
from dengen.listings.listing.status import Status

if TYPE_CHECKING:
    from dengen.accounts.models import Account
    from dengen.listings.listing.listing import Listing

DEALT_WITH = (
    "resubmissions",
    "replacements",
    "replaces__replacements",
)  # what `dealt_with_by` looks at
NOT_NEEDED = "resubmission_not_needed"


class Resubmittable(ListingFields):
    """Mixin of Listing; `resubmits` is the denied listing that this one repeats, or None."""

    class Meta:
        abstract = True

    def check_resubmission(self, *, by: "Account") -> None:
        """Whether this may repeat the other; holds the other until the transaction ends.

        Raises `PermissionDenied` if it is not `by`'s own, `ValidationError` with the code
        `NOT_NEEDED` if by now it waits again or is shown, or another one deals with it.
        """
        if self.resubmits is None:
            return
        if self.resubmits.owner_id != by.pk:
            raise PermissionDenied
        lock(self.resubmits)
        if self.resubmits.status in (Status.PENDING, Status.PUBLISHED):
            text = _("元の情報「%(title)s」の審査が再び始まったため、再申請は不要になりました。")
        elif self.resubmits.dealt_with_by:
            text = _("元の情報「%(title)s」は、すでに再申請されています。")
        else:
            return
        raise ValidationError(text % {"title": self.resubmits.title}, code=NOT_NEEDED)

    @property
    def dealt_with_by(self) -> "Listing | None":
        """Return the latest listing that makes good what this one was denied for, or None.

        It repeats this one, replaces it, or is to replace the same as this one. What its owner
        took back before it was ever shown deals with nothing.
        """
        siblings = self.replaces.replacements.all() if self.replaces else ()
        own = [*self.resubmissions.all(), *self.replacements.all()]
        later = [*own, *(one for one in siblings if one.pk > self.pk)]
        answers = [one for one in later if one.status != Status.DELETED or one.published_at]
        return max(answers, key=lambda one: one.pk, default=None)

    @property
    def wants_resubmission(self) -> bool:
        """Return whether it was denied and its owner has not dealt with that."""
        return self.status == Status.DENIED and self.dealt_with_by is None

    @property
    def living_resubmission(self) -> "Listing | None":
        """The listing that repeats this one and waits or is shown, or None."""
        return self.resubmissions.filter(status__in=[Status.PENDING, Status.PUBLISHED]).first()
