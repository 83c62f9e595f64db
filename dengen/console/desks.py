"""What applications and listings have in common on the operator's desk, and where they differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from dengen.accounts.models import Application
from dengen.listings.models import Decision, Listing


@dataclass(frozen=True)
class Desk:
    """One kind of thing that waits for a decision.

    `kept()` is all that can still be looked at; `decided(text)` finds what was decided, newest
    first; `naming(item)` is what a message calls the item; `name` prefixes its addresses' names.
    """

    name: str
    kept: Callable[[], QuerySet]
    waiting: Callable[[], Any]
    decided: Callable[[str], QuerySet]
    naming: Callable[[Any], str]

    @property
    def queue_url(self) -> str:
        """The address of the queue."""
        return reverse(f"console:{self.name}-queue")

    def url(self, item: Any) -> str:
        """The address of an item's page."""
        return reverse(f"console:{self.name}", args=[item.pk])

    def url_now(self, item: Any) -> str:
        """The address of an item's page, or the queue's if the item is gone."""
        return self.url(item) if self.kept().contains(item) else self.queue_url

    def before(self, item: Any) -> QuerySet:
        """What has waited longer than the item, nearest first."""
        return self.waiting().filter(_earlier(item)).reverse()

    def after(self, item: Any) -> QuerySet:
        """What has waited less long than the item, nearest first."""
        return self.waiting().exclude(_earlier(item)).exclude(pk=item.pk)

    def url_after(self, item: Any) -> str:
        """Where to go on once the item is done: the next one, the first left over, or the queue."""
        following = self.after(item).first() or self.before(item).last()
        return self.url(following) if following else self.queue_url


def _earlier(item: Any) -> Q:
    return Q(submitted_at__lt=item.submitted_at) | Q(submitted_at=item.submitted_at, pk__lt=item.pk)


APPLICATIONS = Desk(
    name="application",
    kept=Application.objects.all,
    waiting=Application.objects.waiting,
    decided=lambda text: Application.objects.decided().matching(text).select_related("decided_by"),
    naming=lambda application: (
        _("%(organization)s（会員ID：%(login_id)s）の利用申込")
        % {"organization": application.organization_name, "login_id": application.login_name}
    ),
)
LISTINGS = Desk(
    name="listing",
    kept=Listing.objects.kept,
    waiting=lambda: Listing.objects.pending().select_related("owner__login"),
    decided=lambda text: (
        Decision.objects.counting()
        .filter(listing__in=Listing.objects.kept().matching(text))
        .select_related("listing", "decided_by")
    ),
    naming=lambda listing: _("掲載情報「%(title)s」") % {"title": listing.title},
)
