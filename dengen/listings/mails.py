"""Which mails follow from the events of listings, and what else follows from those of accounts."""

from django.conf import settings
from django.urls import reverse

from dengen.accounts.letters import write_to
from dengen.accounts.models import Account
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.listings.models import Listing
from dengen.mail.outbox import post

FOLDER = "listings/mails"


@on("listing.submitted")
def tell_operator(event: Event, listing: Listing) -> None:
    """The operator learns that there is something to decide."""
    url = settings.SITE_URL + reverse("console:listing", args=[listing.pk])
    post(f"{FOLDER}/listing_arrived", {"listing": listing, "url": url}, to=[settings.OPERATOR_MAIL])


@on("listing.approved")
def tell_approval(event: Event, listing: Listing) -> None:
    """掲載承認 to the poster."""
    _write_to_owner("listing_approved", listing, "listings:detail", listing.pk)


@on("listing.denied")
def tell_denial(event: Event, listing: Listing) -> None:
    """掲載否認 to the poster, with the manual's subject and the reason as it was written."""
    _write_to_owner("listing_denied", listing, "listings:mine")


@on("account.retired")
def delete_listings(event: Event, account: Account) -> None:
    """The listings of a retired member go with the ID (manual §5.2)."""
    for listing in Listing.objects.of(account):
        listing.delete(by=event.actor or account)


@on("account.handed_over")
def move_listings(event: Event, account: Account) -> None:
    """The listings go over to the successor, before what is left goes with the ID."""
    successor = Account.objects.get(pk=event.particular("successor"))
    # Newest first: as an approval does, which holds the new one and then the one it replaces.
    for listing in Listing.objects.of(account).order_by("-pk"):
        listing.move(to=successor, by=event.actor or account)


def _write_to_owner(template: str, listing: Listing, page: str, *args: int) -> None:
    context = {
        "listing": listing,
        "owner": listing.owner,
        "reason": listing.latest_decision.reason,
        "url": settings.SITE_URL + reverse(page, args=args),
    }
    write_to(listing.owner, f"{FOLDER}/{template}", context)
