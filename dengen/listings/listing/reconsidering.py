"""再審査: a denied listing waits again."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.listings.listing.replacement import Replaceable
from dengen.listings.listing.resubmission import Resubmittable
from dengen.listings.listing.status import Status

if TYPE_CHECKING:
    from dengen.accounts.models import Account


class Reconsidered(Replaceable, Resubmittable):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    @transaction.atomic
    def reopen(self, *, by: "Account", revision: int) -> bool:
        """Take the denial back: the listing waits for the operator again.

        Return False, and do nothing, if `by` had already done so. Raise `Overtaken` if it is not
        as in `revision` any more, `StepNotAllowed` if it isn't denied, or if its owner has posted
        another one in its place.
        """
        if not self.may_step(Status.PENDING, by=by, revision=revision):
            return False
        self._check_not_superseded()
        self.change_status(Status.PENDING)
        record("listing.reopened", self, by=by, revision=self.revision)
        return True

    def _check_not_superseded(self) -> None:
        if self.living_resubmission:
            raise StepNotAllowed(
                _(
                    "掲載者がすでに再申請しているため、審査待ちに戻せません。再申請を審査してください。"
                )
            )
        if self.replaces is None:
            return
        lock(self.replaces)
        if self.replaces.waiting_replacement:
            raise StepNotAllowed(
                _(
                    "別の差し替え申請が審査待ちのため、審査待ちに戻せません。そちらを審査してください。"
                )
            )
