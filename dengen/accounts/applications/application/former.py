"""An application after a denial: which one was denied before (§2.1)."""

from typing import TYPE_CHECKING

from django.db.models import Q

from dengen.accounts.applications.application.fields import ApplicationFields
from dengen.accounts.applications.application.status import Status

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application


class Reapplied(ApplicationFields):
    """Mixin of Application."""

    class Meta:
        abstract = True

    @property
    def former(self) -> "Application | None":
        """The last denied application of this login ID, mail address or business, or None."""
        same = Q(login_name__iexact=self.login_name) | Q(email__iexact=self.email)
        same |= Q(folded_organization=self.folded_organization)
        earlier = type(self).objects.filter(
            status=Status.DENIED, submitted_at__lte=self.submitted_at
        )
        return earlier.filter(same).exclude(pk=self.pk).order_by("-decided_at", "-pk").first()
