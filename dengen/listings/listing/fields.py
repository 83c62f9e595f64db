"""What a listing consists of: its columns, on which every concern of it stands."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models

from dengen import clock
from dengen.listings.entry.items import TITLE, Entry
from dengen.listings.listing.announcement import Announcement
from dengen.listings.listing.status import Status
from dengen.review.reviewed import Reviewed

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from dengen.listings.listing.body import ListingBody
    from dengen.listings.listing.decision import Decision
    from dengen.listings.listing.listing import Listing


FOLDED_TITLE_LENGTH = 4 * TITLE.kind.longest  # ㌖ alone folds to six characters


class ListingFields(Entry, Reviewed):
    """The columns beside what it says; for the type checker, what other models add to it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="listings")
    folded_title = models.CharField(max_length=FOLDED_TITLE_LENGTH, editable=False)
    opening = models.CharField(max_length=200, blank=True, editable=False)
    replaces = models.ForeignKey(
        "listings.Listing", models.PROTECT, null=True, blank=True, related_name="replacements"
    )
    resubmits = models.ForeignKey(
        "listings.Listing", models.PROTECT, null=True, blank=True, related_name="resubmissions"
    )
    submission_key = models.UUIDField(default=uuid4)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)
    number = models.BigIntegerField(null=True, unique=True, editable=False)  # the later, the higher
    handed_over_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    announced = models.PositiveSmallIntegerField(choices=Announcement, default=Announcement.NONE)
    contacted_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        body: ListingBody
        decisions: RelatedManager[Decision]
        replacements: RelatedManager[Listing]
        resubmissions: RelatedManager[Listing]

    class Meta:
        abstract = True
