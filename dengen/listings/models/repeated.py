"""再申請: a new listing that makes good what an earlier one was denied for (manual §3.1)."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from dengen.events.steps import lock

if TYPE_CHECKING:
    from dengen.accounts.models import Account


class Repeated:
    """Mixin of Listing; `resubmits` is the denied listing that this one repeats, or None."""

    def check_resubmission(self, *, by: "Account") -> None:
        """Whether this may repeat the other; holds the other until the transaction ends.

        Raises `PermissionDenied` if it is not `by`'s own, `ValidationError` if by now it waits
        again or is shown.
        """
        if self.resubmits is None:
            return
        if self.resubmits.owner_id != by.pk:
            raise PermissionDenied
        lock(self.resubmits)
        if self.resubmits.status in ("pending", "published"):
            raise ValidationError(
                _(
                    "元の情報「%(title)s」の審査が再び始まったため、再申請は不要になりました。"
                    "MY掲載でご確認ください。"
                )
                % {"title": self.resubmits.title}
            )

    @property
    def living_resubmission(self):
        """The listing that repeats this one and waits or is shown, or None."""
        return self.resubmissions.filter(status__in=["pending", "published"]).first()
