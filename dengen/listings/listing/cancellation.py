"""取り下げ: the owner takes back what still waits, to mend it."""

from typing import TYPE_CHECKING, cast
from uuid import uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from dengen.events.steps import StepNotAllowed, lock
from dengen.listings.drafts.draft import Draft
from dengen.listings.listing.deletion import Deletable
from dengen.listings.listing.status import Status
from dengen.listings.listing.submission import hold_owner

if TYPE_CHECKING:
    from dengen.accounts.models import Account

TYPED = (
    "title",
    "side",
    "organization_name",
    "contact_mail",
    "contact_phone",
    "contact_person",
    "area",
)


class Cancellable(Deletable):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    @transaction.atomic
    def cancel(self, *, by: "Account") -> Draft:
        """Take the waiting listing back; return the draft in which its owner goes on.

        Pressed twice it is the same draft. Raises `PermissionDenied` unless `by` owns it,
        `StepNotAllowed` if it was decided meanwhile or `by` has too many drafts.
        """
        drafts = Draft.objects
        hold_owner(by)  # before the listing, as everything that holds both
        lock(self)
        if self.owner_id != by.pk:
            raise PermissionDenied
        key = uuid5(self.submission_key, "cancelled")
        if self.status != Status.PENDING:
            known = drafts.filter(owner=by, key=key).first()
            if known is None:
                raise StepNotAllowed(
                    _(
                        "すでに審査が済んだか削除されたため、取り下げられません。状態をご確認ください。"
                    )
                )
            return known
        draft = Draft.keep(by=by, key=key, values=self._as_typed(), revision=0)
        self.delete_as_consequence(by=by, cancelled=True)
        return cast("Draft", draft)  # a listing is never blank

    def _as_typed(self) -> dict[str, str]:
        values = {name: getattr(self, name) for name in TYPED}
        days = {name: getattr(self, name) for name in ("start_on", "end_on")}
        values |= {name: day.isoformat() if day else "" for name, day in days.items()}
        for name in ("replaces", "resubmits"):
            values[name] = str(getattr(self, f"{name}_id") or "")
        return values | {"html": self.body.html}
