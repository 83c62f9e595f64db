"""差し替え (manual §3.2): what was approved is not changed; a new listing takes its place."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from dengen.events.steps import lock
from dengen.listings.listing.deletion import Deletable
from dengen.listings.listing.status import Status
from dengen.listings.listing.ties import cut

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

    @property
    def goes_on_approval(self) -> "Listing | None":
        """The listing that will be deleted when this one is approved, or None."""
        if self.status != Status.PENDING or self.replaces is None:
            return None
        return None if self.replaces.status == Status.DELETED else self.replaces

    def lock_replaced(self, *, by: "Account") -> None:
        """Hold what this is to replace until the transaction ends.

        Raise `PermissionDenied` if it is not `by`'s own, and as `check_replacement`.
        """
        if self.replaces is None:
            return
        if self.replaces.owner_id != by.pk:
            raise PermissionDenied
        lock(self.replaces)
        self.check_replacement()

    @property
    def still_replaces(self) -> "Listing | None":
        """The listing whose place another try may take: it is still shown, and nothing waits."""
        old = self.replaces
        is_free = old and old.status == Status.PUBLISHED and not old.waiting_replacement
        return old if is_free else None

    def check_replacement(self) -> None:
        """Raise `ValidationError` if the other is not published any more, or one waits already."""
        if self.replaces is None:
            return
        if self.replaces.status != Status.PUBLISHED:
            text = _("差し替え元の「%(title)s」は、もう掲載されていません。")
            raise cut("replaces", text % {"title": self.replaces.title})
        if self.replaces.waiting_replacement:
            text = _(
                "「%(title)s」には、承認待ちの差し替え申請がすでにあります。MY掲載でご確認ください。"
            )
            raise ValidationError({"replaces": text % {"title": self.replaces.title}})

    def delete_replaced(self, *, by: "Account") -> None:
        """Delete the listing that this one replaces, if it replaces one."""
        if self.replaces is not None:
            self.replaces.delete_as_consequence(by=by)
