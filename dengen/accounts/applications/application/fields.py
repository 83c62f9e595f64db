"""What an application consists of: its columns, on which every concern of it stands."""

from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dengen import clock
from dengen.accounts.applications.application.status import Status
from dengen.accounts.membership.handover import Handover
from dengen.accounts.membership.login_id import LoginID
from dengen.accounts.membership.person import Person
from dengen.accounts.terms.terms import Terms
from dengen.japan.line_field import LineField
from dengen.japan.organization_names import check_business_name
from dengen.review.reviewed import Reviewed

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import ApplicationQuerySet


class ApplicationFields(Reviewed, Person):
    """The columns, beside those of the person, and for the type checker the manager."""

    if TYPE_CHECKING:
        objects: ClassVar[ApplicationQuerySet]

    login = models.OneToOneField(LoginID, models.SET_NULL, null=True, related_name="application")
    login_name = models.CharField(_("会員ID"), max_length=32)
    password = models.CharField(max_length=128)  # hashed
    organization_name = LineField(_("勤務先会社名"), longest=100, check=check_business_name)
    folded_organization = models.CharField(max_length=200, editable=False)  # for searches
    same_name = models.CharField(max_length=200, default="", editable=False)
    alike_name = models.CharField(max_length=200, default="", editable=False)
    corporate_number = models.CharField(_("法人番号"), max_length=13, blank=True)
    handover = models.ForeignKey(
        Handover, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    terms = models.ForeignKey(Terms, models.PROTECT)
    consented_at = models.DateTimeField(default=clock.now)
    submission_key = models.UUIDField(default=uuid4, unique=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(default=clock.now)
    # A keyed hash of the network address that it came from; "" from the command line.
    came_from = models.CharField(max_length=64, default="", editable=False)
    email_confirmed_at = models.DateTimeField(null=True)
    email2_confirmed_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="applications_decided"
    )
    reason = models.TextField(_("否認理由"), blank=True)
    remarks = models.JSONField(default=dict, blank=True)  # by field: what of the reason concerns it

    class Meta:
        abstract = True
