"""What follows from events and is no mail: of listings, and of the accounts that post them."""

from dengen.accounts.models import Account
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.listings.models import Draft, Listing


@on("listing.submitted")
def finish_draft(event: Event, listing: Listing) -> None:
    """Delete the draft: it was handed in."""
    Draft.objects.filter(owner=listing.owner_id, key=listing.submission_key).discard()


@on("account.retired")
def delete_drafts(event: Event, account: Account) -> None:
    """Delete the drafts, for nobody goes on with them."""
    Draft.objects.of(account).discard()


@on("account.retired")
def delete_listings(event: Event, account: Account) -> None:
    """Delete the listings of a retired member with the ID (manual §5.2)."""
    for listing in Listing.objects.of(account):
        listing.delete_as_consequence(by=event.actor or account)


@on("account.handed_over")
def move_listings(event: Event, account: Account) -> None:
    """Move the listings to the successor, before what is left goes with the ID."""
    successor = Account.objects.get(pk=event.particular("successor"))
    # Newest first, as an approval locks the new one before the one that it replaces.
    for listing in Listing.objects.of(account).order_by("-pk"):
        listing.move(to=successor, by=event.actor or account)
