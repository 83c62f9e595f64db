"""Which versions of the list are open, and which were taken over."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from dengen.accounts.applications.business_list.eligible import EligibleBusiness
from dengen.accounts.applications.business_list.import_state import UNDER_WAY, ImportState
from dengen.review.generic import Model_co


def has_rows() -> Exists:
    """Return the condition that a version's businesses are still there."""
    return Exists(EligibleBusiness.objects.filter(source=OuterRef("pk")))


class VersionQuerySet(models.QuerySet[Model_co]):
    """Scopes of the versions."""

    def open(self) -> Self:
        """Return those that are being compared, or looked at."""
        return self.filter(state__in=[*UNDER_WAY, ImportState.PREPARED])

    def older_open_of(self, account: Any) -> Self:
        """Return the open versions of one person, without the latest."""
        own = self.open().filter(uploaded_by=account)
        later = type(self)(self.model).open().filter(uploaded_by=account, pk__gt=OuterRef("pk"))
        return own.filter(Exists(later))

    def taken_over(self) -> Self:
        """Return the list as it was and is, newest first; `has_rows` until it is forgotten."""
        found = self.filter(state=ImportState.DONE).annotate(has_rows=has_rows())
        return found.order_by("-taken_over_at", "-pk")

    def light(self) -> Self:
        """Return the imports without what is large."""
        return self.defer("data", "samples")
