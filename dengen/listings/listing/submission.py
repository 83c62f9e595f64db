"""Handing in (manual §3.1): a new listing begins to wait for the operator."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dengen.accounts.models import Account
from dengen.events.trail import record
from dengen.listings.entry.items import ITEMS
from dengen.listings.entry.rules import check_rules, clean_notes
from dengen.listings.listing.body import ListingBody
from dengen.listings.listing.replacement import Replaceable
from dengen.listings.listing.resubmission import Resubmittable
from dengen.listings.listing.searching import Searchable
from dengen.listings.rich_text import opening_lines

if TYPE_CHECKING:
    from dengen.listings.listing.listing import Listing


class Submittable(Replaceable, Resubmittable, Searchable):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    def submit(self, *, by: Account, html: str = "") -> "Listing":
        """Hand the listing in for approval; return it, or the earlier one of the same press.

        `html` is ⑤; it is cleaned here. Raise `PermissionDenied` if `by` is no member, and
        `ValidationError` by field if it breaks a rule.
        """
        if not by.is_member:
            raise PermissionDenied
        said = {item.column for item in ITEMS.values()}
        self.clean_fields(exclude={one.name for one in self._meta.fields} - said)
        check_rules(self)
        html = clean_notes(html)
        try:
            with transaction.atomic():
                self.owner = lock_owner(by)
                self.lock_replaced(by=by)
                self.lock_resubmitted(by=by)
                self.fold_title()
                self.opening = opening_lines(html)
                self.save(force_insert=True)
                ListingBody.objects.create(listing_id=self.pk, html=html)
                record("listing.submitted", self, by=by, revision=self.revision)
        except (IntegrityError, ValidationError):
            earlier = by.listings.filter(submission_key=self.submission_key).first()
            if earlier is None:
                raise
            return earlier
        return cast("Listing", self)

    @property
    def kind(self) -> str:
        """Return what it was handed in as, in the screen's words."""
        if self.replaces:
            return _("差し替え")
        return _("再申請") if self.resubmits else _("掲載")

    def check_ties(self, *, by: Account) -> None:
        """Check, before it is handed in, that the earlier listing can still be followed.

        Raise `ValidationError` by field, with the code `TIE_CUT` if the tie has to be let go; do
        nothing if it was handed in already.
        """
        if by.listings.filter(submission_key=self.submission_key).exists():
            return
        self.check_replacement()
        self.check_resubmission()


def lock_owner(by: Account) -> Account:
    """Lock and return the owner, who then can't retire; raise `PermissionDenied` if gone."""
    owner = Account.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not owner.is_active:
        raise PermissionDenied
    return owner
