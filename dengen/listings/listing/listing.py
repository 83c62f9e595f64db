"""A listing (掲載情報): one wish to sell or buy generating capacity (manual §3.1)."""

from django.db import models
from django.db.models import F, Q

from dengen.japan.areas import Area
from dengen.listings.entry.side import Side
from dengen.listings.listing.as_of import AsOfQuerySet
from dengen.listings.listing.cancellation import Cancellable
from dengen.listings.listing.decided import Decided, DecidedQuerySet
from dengen.listings.listing.deletion import Deletable
from dengen.listings.listing.ending import Ending, EndingQuerySet
from dengen.listings.listing.handing_over import Movable
from dengen.listings.listing.reconsidering import Reconsidered
from dengen.listings.listing.replacement import Replaceable
from dengen.listings.listing.resubmission import ResubmittableQuerySet
from dengen.listings.listing.saying import Saying
from dengen.listings.listing.searching import Searchable, SearchableQuerySet
from dengen.listings.listing.standing import HasStanding, StandingQuerySet
from dengen.listings.listing.status import Status
from dengen.listings.listing.submission import Submittable
from dengen.listings.listing.visibility import Visible, VisibleQuerySet


class ListingQuerySet(  # type: ignore[override]  # each makes a manager of its own type
    DecidedQuerySet["Listing"],
    EndingQuerySet["Listing"],
    ResubmittableQuerySet["Listing"],
    StandingQuerySet["Listing"],
    AsOfQuerySet["Listing"],
    VisibleQuerySet["Listing"],
    SearchableQuerySet["Listing"],
):
    """Scopes of listings."""


class Listing(
    Cancellable,
    Submittable,
    Reconsidered,
    Decided,
    Ending,
    HasStanding,
    Visible,
    Replaceable,
    Deletable,
    Movable,
    Searchable,
    Saying,
):
    """The concerns, those that stand on others first, on the columns of ListingFields."""

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = [
            # With the status that all of them have: SQLite counts from an index alone only if every
            # column that is asked for stands in it.
            models.Index(
                fields=["submitted_at", "id", "status"],
                condition=Q(status=Status.PENDING),
                name="listing_waiting",
            ),
            models.Index(
                fields=["-number"], condition=Q(status=Status.PUBLISHED), name="listing_newest"
            ),
            models.Index(
                fields=["area", "-number"],
                condition=Q(status=Status.PUBLISHED),
                name="listing_newest_in_area",
            ),
            models.Index(
                fields=["area"], condition=Q(published_at__isnull=False), name="listing_area_ever"
            ),
            models.Index(
                fields=["announced", "end_on"],
                condition=Q(status=Status.PUBLISHED),
                name="listing_ending",
            ),
            models.Index(
                fields=["end_on", "id", "status"],
                condition=Q(status=Status.PUBLISHED),
                name="listing_long_over",
            ),
            # What the index of searches knows nothing of, and whose there are: searching.py.
            models.Index(
                fields=["folded_title", "id"],
                condition=~Q(status=Status.PUBLISHED),
                name="listing_title_elsewhere",
            ),
            models.Index(fields=["organization_name"], name="listing_business"),
            models.Index(
                fields=["start_on"], condition=Q(status=Status.PUBLISHED), name="listing_starting"
            ),
            models.Index(
                fields=["owner", "-submitted_at", "-id", "status"], name="listing_own_newest"
            ),
            models.Index(fields=["owner", "status", "end_on"], name="listing_own_standing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "submission_key"], name="listing_handed_in_once"
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(status=Status.PENDING),
                name="listing_one_waiting_replacement",
            ),
            models.CheckConstraint(
                condition=Q(end_on=None) | Q(end_on__gte=F("start_on")), name="listing_period_order"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[Status.PENDING, Status.PUBLISHED, Status.DENIED, Status.DELETED]
                ),
                name="listing_status",
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="listing_side"),
            models.CheckConstraint(condition=Q(area__in=["", *Area.values]), name="listing_area"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(organization_name="") & ~Q(contact_person=""),
                name="listing_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(contact_mail="") | ~Q(contact_phone=""), name="listing_has_contact"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
                name="listing_published_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(number__isnull=False),
                name="listing_published_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DELETED, deleted_at__isnull=False)
                | (~Q(status=Status.DELETED) & Q(deleted_at=None)),
                name="listing_deleted_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"listing {self.pk} ({self.status})"
