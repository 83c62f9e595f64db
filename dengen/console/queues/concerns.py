"""What a reviewer should look at before deciding on several items: by key, for all at once."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from dengen.accounts.applications.application.likely_duplicates import flags_of
from dengen.accounts.applications.business_list.eligible import Eligibility, eligibilities
from dengen.accounts.models import Application
from dengen.listings.entry.guideline import hints
from dengen.listings.models import Listing

type Concerns = dict[int, list[str]]


def of_applications(applications: list[Application]) -> Concerns:
    """Return that the list of businesses doesn't have it, and the likely duplicates."""
    concerns = {
        pk: [str(flag.reason) for flag in flags] for pk, flags in flags_of(applications).items()
    }
    for pk, mark in eligibilities(applications).items():
        if mark != Eligibility.LISTED:
            concerns[pk].insert(0, _("利用資格：%(mark)s") % {"mark": mark.label})
    return concerns


def of_listings(listings: list[Listing]) -> Concerns:
    """Return what the guideline remarks on."""
    prefetch_related_objects(listings, "owner__organization", "body")
    return {one.pk: [str(hint.text) for hint in hints(one, one.owner)] for one in listings}
