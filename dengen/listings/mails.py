"""Which mails follow from the events of listings."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from dengen.accounts.mails.letters import write_to
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.listings.models import Listing
from dengen.mail.outbox import Letter, post, render

FOLDER = "listings/mails"


@on("listing.submitted")
def tell_operator(event: Event, listing: Listing) -> None:
    """Mail the operator that there is something to decide."""
    url = settings.SITE_URL + reverse("console:listing", args=[listing.pk])
    post(f"{FOLDER}/listing_arrived", {"listing": listing, "url": url}, to=[settings.OPERATOR_MAIL])


@on("listing.approved")
def tell_approval(event: Event, listing: Listing) -> None:
    """Mail 掲載承認 to the poster."""
    _write_to_owner("listing_approved", listing, "listings:detail", listing.pk)


@on("listing.denied")
def tell_denial(event: Event, listing: Listing) -> None:
    """Mail 掲載否認 to the poster, with the manual's subject and the reason as written."""
    context = denial_context(listing, listing.reason)
    _write("listing_denied", listing, context)


def denial_letter(listing: Listing, reason: str) -> Letter:
    """Return the mail that a denial with this reason would send."""
    return render(f"{FOLDER}/listing_denied", denial_context(listing, reason))


def denial_context(listing: Listing, reason: str) -> dict[str, Any]:
    """Return what the mail of a denial says."""
    url = settings.SITE_URL + reverse("listings:detail", args=[listing.pk])
    return {"listing": listing, "owner": listing.owner, "reason": reason, "url": url}


def deletion_letter(listing: Listing, reason: str) -> Letter:
    """Return the mail that a deletion with this reason would send."""
    return render(f"{FOLDER}/listing_deleted", _deletion_context(listing, reason))


def _deletion_context(listing: Listing, reason: str) -> dict[str, Any]:
    url = settings.SITE_URL + reverse("listings:new")
    return {"listing": listing, "owner": listing.owner, "reason": reason, "url": url}


@on("listing.deleted")
def tell_deletion(event: Event, listing: Listing) -> None:
    """Mail the poster that the operator deleted it, and why; not if it went with the owner's ID."""
    if reason := event.particular("reason"):
        _write("listing_deleted", listing, _deletion_context(listing, reason))


@on("listing.deleted")
def tell_withdrawal(event: Event, listing: Listing) -> None:
    """Mail the operator, who was told of it, that there is nothing left to decide."""
    if event.handed["was_withdrawn"]:
        post(f"{FOLDER}/listing_withdrawn", {"listing": listing}, to=[settings.OPERATOR_MAIL])


@on("listing.reopened")
def tell_reconsideration(event: Event, listing: Listing) -> None:
    """Mail the poster that there is no need to post it again."""
    _write_to_owner("listing_reopened", listing, "listings:mine")


@on("end.announced")
def tell_end(event: Event, listing: Listing) -> None:
    """Mail about 掲載期間: 14 days and one day before the end, and the day after."""
    is_over = event.particular("announcement") == "ended"
    page = settings.SITE_URL + reverse("listings:mine")
    context = {"listing": listing, "owner": listing.owner, "url": page}
    if is_over:
        _write("listing_ended", listing, context)
    else:
        _write("listing_ending", listing, context)


@on("owner.reminded")
def ask_for_deletion(event: Event, listing: Listing) -> None:
    """Mail 掲載期間経過のご連絡, from the operator."""
    context = {
        "listing": listing,
        "owner": listing.owner,
        "deletable_on": listing.deletable_on,
        "is_personal": True,
        "url": settings.SITE_URL + reverse("listings:mine"),
    }
    _write("listing_overdue", listing, context, sender=settings.OPERATOR_MAIL_FROM)


def _write_to_owner(template: str, listing: Listing, page: str, *args: int) -> None:
    context = {
        "listing": listing,
        "owner": listing.owner,
        "url": settings.SITE_URL + reverse(page, args=args),
    }
    _write(template, listing, context)


def _write(template: str, listing: Listing, context: dict[str, Any], **options: Any) -> None:
    context = context | {"about": listing.title}
    write_to(listing.owner, f"{FOLDER}/{template}", context, **options)
