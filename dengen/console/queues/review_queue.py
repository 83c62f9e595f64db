"""What applications and listings have in common in the operator's queues, and where they differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.mails import applications as accounts_mails
from dengen.accounts.models import Application
from dengen.console.queues import concerns
from dengen.console.queues.concerns import Concerns
from dengen.listings import mails as listings_mails
from dengen.listings.models import Decision, Listing
from dengen.listings.presets.reason_preset import QueueName
from dengen.mail.outbox import Letter


@dataclass(frozen=True)
class ReviewQueue:
    """One kind of thing that waits for a decision.

    `kept()` is all that can still be looked at; `waiting()` what the operator can decide on,
    `unconfirmed()` what first waits for somebody else; `decided(text)` finds what was decided,
    newest first; `naming(item)` is what a message calls the item; `name` prefixes its addresses'
    names; `search_label` says what a search looks at; `letter(item, reason)` is the mail of a
    denial, and `person(item)` has the addresses it goes to; `concerns(items)` tells what a reviewer
    should look at.
    """

    name: QueueName
    title: str | Promise
    search_label: str | Promise
    model: type[Any]
    kept: Callable[[], QuerySet]
    waiting: Callable[[], Any]
    unconfirmed: Callable[[], QuerySet]
    decided: Callable[[str], QuerySet]
    naming: Callable[[Any], str]
    letter: Callable[[Any, str], Letter]
    person: Callable[[Any], Any]
    concerns: Callable[[list[Any]], Concerns]

    @property
    def is_of_listings(self) -> bool:
        """Whether listings wait in it, and no applications."""
        return self.name == QueueName.LISTING

    @property
    def queue_url(self) -> str:
        """The address of the queue."""
        return reverse(f"console:{self.name}-queue")

    @property
    def approvals_url(self) -> str:
        """Where several are approved at once."""
        return reverse(f"console:{self.name}-approvals")

    @property
    def denials_url(self) -> str:
        """Where several are denied at once."""
        return reverse(f"console:{self.name}-denials")

    @property
    def place(self) -> tuple[object, str]:
        """The queue's name and address."""
        return self.title, self.queue_url

    def url(self, item: Any) -> str:
        """Return the address of an item's page."""
        return reverse(f"console:{self.name}", args=[item.pk])

    def url_now(self, item: Any) -> str:
        """Return the address of an item's page, or the queue's if the item is gone."""
        return self.queue_url if self.has_lost(item) else self.url(item)

    def has_lost(self, item: Any) -> bool:
        """Return whether the item can't be looked at any more."""
        return not self.kept().contains(item)

    def before(self, item: Any) -> QuerySet:
        """Return what has waited longer than the item, nearest first."""
        return self.waiting().filter(_earlier(item)).reverse()

    def after(self, item: Any) -> QuerySet:
        """Return what has waited less long than the item, nearest first."""
        return self.waiting().exclude(_earlier(item)).exclude(pk=item.pk)

    def url_after(self, item: Any) -> str:
        """Return where to go when it is done: the next, the first left over, or the queue."""
        following = self.after(item).first() or self.before(item).last()
        return self.url(following) if following else self.queue_url


def _earlier(item: Any) -> Q:
    return Q(submitted_at__lt=item.submitted_at) | Q(submitted_at=item.submitted_at, pk__lt=item.pk)


APPLICATIONS = ReviewQueue(
    name=QueueName.APPLICATION,
    title=QueueName.APPLICATION.label,
    search_label=gettext_lazy("会員ID・事業者名・氏名"),
    model=Application,
    kept=Application.objects.all,
    waiting=Application.objects.reviewable,
    unconfirmed=Application.objects.unconfirmed,
    decided=lambda text: Application.objects.decided().matching(text).select_related("decided_by"),
    naming=lambda application: (
        _("%(organization)s（会員ID：%(login_id)s）の利用申込")
        % {"organization": application.organization_name, "login_id": application.login_name}
    ),
    letter=accounts_mails.denial_letter,
    person=lambda application: application,
    concerns=concerns.of_applications,
)
LISTINGS = ReviewQueue(
    name=QueueName.LISTING,
    title=QueueName.LISTING.label,
    search_label=gettext_lazy("タイトル・事業者名・会員ID"),
    model=Listing,
    kept=Listing.objects.kept,
    unconfirmed=Listing.objects.none,
    waiting=lambda: Listing.objects.pending().select_related("owner__login"),
    decided=lambda text: (
        Decision.objects.latest_of_each().on_decided(text).select_related("listing", "decided_by")
    ),
    naming=lambda listing: _("掲載情報「%(title)s」") % {"title": listing.title},
    letter=listings_mails.denial_letter,
    person=lambda listing: listing.owner,
    concerns=concerns.of_listings,
)
