"""差し替え (manual §3.2): what was approved is not changed; a new listing takes its place."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from dengen.events.steps import lock
from dengen.listings.listing.deletion import Deletable
from dengen.listings.listing.status import Status

if TYPE_CHECKING:
    from dengen.accounts.models import Account
    from dengen.listings.listing.listing import Listing


class Replaceable(Deletable):
    """Mixin of Listing; `replaces` is the listing whose place this one is to take, or None."""

    class Meta:
        abstract = True

    @property
    def waiting_replacement(self) -> "Listing | None":
        """The listing that waits to take this one's place, or None."""
        waiting = (one for one in self.replacements.all() if one.status == Status.PENDING)
        return next(waiting, None)

    def check_replacement(self, *, by: "Account") -> None:
        """Whether this may take the other's place; holds the other until the transaction ends.

        Raises `PermissionDenied` if it is not `by`'s own, `ValidationError` if it is not published
        any more or has a replacement waiting.
        """
        if self.replaces is None:
            return
        if self.replaces.owner_id != by.pk:
            raise PermissionDenied
        lock(self.replaces)
        if self.replaces.status != Status.PUBLISHED:
            raise ValidationError(
                _("差し替え元の情報は、もう掲載されていません。新規掲載として申請してください。")
            )
        if self.replaces.waiting_replacement:
            raise ValidationError(
                _("この情報には、承認待ちの差し替え申請がすでにあります。MY掲載でご確認ください。")
            )

    def delete_replaced(self, *, by: "Account") -> None:
        """Deletes the listing that this one replaces, if it replaces one."""
        if self.replaces is not None:
            self.replaces.delete_as_consequence(by=by)
