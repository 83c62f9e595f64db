"""What a listing consists of: its columns, on which every concern of it stands."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dengen import clock
from dengen.japan.areas import Area
from dengen.japan.days import DayField
from dengen.japan.line_field import LineField
from dengen.japan.mail_addresses import MailAddressField
from dengen.japan.organization_names import check_business_name
from dengen.japan.person_names import check_name
from dengen.japan.phones import LONGEST_KEPT
from dengen.listings.listing.announcement import Announcement
from dengen.listings.listing.status import Status
from dengen.review.reviewed import Reviewed

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from dengen.listings.listing.body import ListingBody
    from dengen.listings.listing.decision import Decision
    from dengen.listings.listing.listing import Listing

TITLE_LENGTH = 100


class Side(models.TextChoices):
    """希望の区分 (manual §3.1 ①)."""

    SELL = "sell", _("売")
    BUY = "buy", _("買")


class ListingFields(Reviewed):
    """The columns, and for the type checker what other models add to a listing."""

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
