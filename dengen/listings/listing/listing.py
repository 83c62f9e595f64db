"""A listing (掲載情報): one wish to sell or buy generating capacity (manual §3.1)."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dengen import clock
from dengen.japan.areas import Area
from dengen.japan.days import DayField
from dengen.japan.line_field import LineField
from dengen.japan.mail_addresses import MailAddressField
from dengen.japan.organization_names import check_business_name
from dengen.japan.person_names import check_name
from dengen.japan.phones import LONGEST_KEPT
from dengen.listings.entry.labels import LABELS
from dengen.listings.listing.as_of import AsOfQuerySet
from dengen.listings.listing.cancellation import Cancellable
from dengen.listings.listing.ending import Announcement, Ending, EndingQuerySet
from dengen.listings.listing.handing_over import Movable
from dengen.listings.listing.lifecycle import ListingLifecycle
from dengen.listings.listing.period import Periodic, PeriodicQuerySet
from dengen.listings.listing.replacement import Replaceable
from dengen.listings.listing.resubmission import Resubmittable
from dengen.listings.listing.searching import Searchable, SearchableQuerySet
from dengen.listings.listing.status import Status
from dengen.review.reviewed import ReviewedQuerySet

TITLE_LENGTH = 100


class Side(models.TextChoices):
    """希望の区分 (manual §3.1 ①)."""

    SELL = "sell", _("売")
    BUY = "buy", _("買")


class ListingQuerySet(
    ReviewedQuerySet,
    PeriodicQuerySet,
    EndingQuerySet,
    AsOfQuerySet,
    SearchableQuerySet,
    models.QuerySet["Listing"],
):
    """Scopes of listings."""

    def pending(self):
        """Those that wait for the operator, oldest first."""
        return self.filter(status=Status.PENDING).order_by("submitted_at", "pk")

    def decided(self):
        """Those whose last decision stands: neither waiting nor deleted."""
        return self.filter(status__in=[Status.PUBLISHED, Status.DENIED])

    def kept(self):
        """Those that were not deleted."""
        return self.exclude(status=Status.DELETED)

    def published(self):
        """Those that were approved and neither denied since nor deleted."""
        return self.filter(status=Status.PUBLISHED)

    def of(self, account):
        """What the member sees in MY掲載, newest first."""
        return self.kept().filter(owner=account).order_by("-submitted_at", "-pk")

    def visible_on(self, day):
        """What every member sees that day, newest first."""
        return self.published().running_on(day).order_by("-number")


class Listing(  # type: ignore[misc]  # delete() is a verb, and no row ever goes
    ListingLifecycle,
    Cancellable,
    Movable,
    Periodic,
    Ending,
    Resubmittable,
    Replaceable,
    Searchable,
    models.Model,
):
    """Every field, constraint and index; the verbs and scopes stand in the mixins."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="listings")
    title = LineField(_("タイトル"), longest=TITLE_LENGTH)
    folded_title = models.CharField(max_length=4 * TITLE_LENGTH, editable=False)
    start_on = DayField(_("開始日"))
    end_on = DayField(_("終了日"), null=True, blank=True)
    side = models.CharField(_("希望の区分"), max_length=4, choices=Side)
    organization_name = LineField(_("事業者名"), longest=100, check=check_business_name)
    contact_mail = MailAddressField(_("問合せ先メールアドレス"), blank=True)
    contact_phone = models.CharField(_("問合せ先電話番号"), max_length=LONGEST_KEPT, blank=True)
    contact_person = LineField(_("担当者名"), longest=60, check=check_name)
    area = models.CharField(_("電源所在エリア"), max_length=10, choices=Area, blank=True)
    opening = models.CharField(max_length=200, blank=True, editable=False)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replacements"
    )
    resubmits = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="resubmissions"
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

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["submitted_at"], condition=Q(status=Status.PENDING), name="listing_pending"
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
                fields=["end_on"], condition=Q(status=Status.PUBLISHED), name="listing_over"
            ),
            models.Index(
                fields=["start_on"], condition=Q(status=Status.PUBLISHED), name="listing_starting"
            ),
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
            models.CheckConstraint(condition=Q(side__in=["sell", "buy"]), name="listing_side"),
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

    @classmethod
    def remarkable(cls) -> dict[str, str]:
        """The fields that a denial may remark on, and their labels."""
        return LABELS
