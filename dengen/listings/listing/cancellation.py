"""取り下げ: the owner takes back what still waits, to mend it."""

from typing import TYPE_CHECKING, cast
from uuid import uuid5

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.events.steps import Overtaken, lock
from dengen.japan.written_days import long_moment
from dengen.listings.drafts.draft import Draft
from dengen.listings.entry.items import ITEMS
from dengen.listings.listing.deletion import Deletable
from dengen.listings.listing.status import Status
from dengen.listings.listing.submission import lock_owner
from dengen.listings.listing.ties import TIES

if TYPE_CHECKING:
    from dengen.accounts.models import Account
    from dengen.listings.listing.decision import Decision

WAYS_ON = {
    Status.PUBLISHED: gettext_lazy(
        "「%(title)s」は、取り下げの前に、%(moment)sに%(operator)sが承認しました。取り下げは行われず、"
        "掲載情報はそのまま残っています。修正は「差し替え」から、掲載の終了は「削除」からできます。"
    ),
    Status.DENIED: gettext_lazy(
        "「%(title)s」は、取り下げの前に、%(moment)sに%(operator)sが否認しました。取り下げは行われず、"
        "内容はそのまま残っています。理由をご確認のうえ、「修正して再申請」からもう一度申請できます。"
    ),
}


class Cancellable(Deletable):
    """Mixin of Listing."""

    if TYPE_CHECKING:
        latest_decision: "Decision | None"

    class Meta:
        abstract = True

    @transaction.atomic
    def cancel(self, *, by: "Account") -> Draft:
        """Take the waiting listing back; return the draft in which its owner goes on.

        Pressed twice it is the same draft. Raise `PermissionDenied` unless `by` owns it,
        `Overtaken` if it was decided meanwhile, `StepNotAllowed` if `by` has too many drafts.
        """
        drafts = Draft.objects
        lock_owner(by)  # before the listing, as everything that holds both
        lock(self)
        if self.owner_id != by.pk:
            raise PermissionDenied
        key = uuid5(self.submission_key, "cancelled")
        known = drafts.filter(owner=by, key=key).first()
        if self.status != Status.PENDING and known:
            return known
        self.check_waits()
        draft = Draft.keep(by=by, key=key, values=self._as_typed(), revision=0)
        self.delete_as_consequence(by=by, cancelled=True)
        return cast("Draft", draft)  # a listing is never blank

    def check_waits(self) -> None:
        """Raise `Overtaken` if it doesn't wait for a decision any more."""
        if self.status != Status.PENDING:
            raise Overtaken(self._refusal_to_cancel())

    def _refusal_to_cancel(self) -> str:
        decision, way_on = self.latest_decision, WAYS_ON.get(Status(self.status))
        if decision is None or way_on is None:
            return _("「%(title)s」は、すでに削除されているため、取り下げられません。") % {
                "title": self.title
            }
        told = {
            "title": self.title,
            "moment": long_moment(decision.decided_at),
            "operator": settings.OPERATOR_NAME,
        }
        return way_on % told

    def _as_typed(self) -> dict[str, str]:
        values = {name: item.typed_of(self) for name, item in ITEMS.items()}
        return values | {tie: str(getattr(self, f"{tie}_id") or "") for tie in TIES}
