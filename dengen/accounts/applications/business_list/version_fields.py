"""What a version of the list consists of: its columns, on which both of its concerns stand."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models

from dengen import clock
from dengen.accounts.applications.business_list.import_state import ImportState

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from dengen.accounts.applications.business_list.business_import import BusinessImportQuerySet
    from dengen.accounts.applications.business_list.eligible import EligibleBusiness


class VersionFields(models.Model):
    """The columns, and for the type checker what other models add to a version."""

    file_name = models.CharField(max_length=200)
    data = models.BinaryField()  # as stored(); empty once it was taken over
    replaces_all = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.PREPARED)
    is_current = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)
    counts = models.JSONField(default=dict)
    samples = models.JSONField(default=dict)  # flawed: [line, text, reason] of what is left out
    done = models.PositiveIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    progressed_at = models.DateTimeField(null=True)
    base = models.ForeignKey(
        "accounts.BusinessImport", models.PROTECT, null=True, related_name="+"
    )  # compared with
    compared_at = models.DateTimeField(null=True)
    put_back = models.ForeignKey(
        "accounts.BusinessImport", models.PROTECT, null=True, related_name="+"
    )  # made of it
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_over_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        objects: ClassVar[BusinessImportQuerySet]
        businesses: RelatedManager[EligibleBusiness]

    class Meta:
        abstract = True
