"""What became of the listings of the demo."""

from dataclasses import replace
from datetime import timedelta

from dengen.accounts.models import (
    Account,
)
from dengen.demo.member_stories import account
from dengen.demo.moments import days_ago, decided_after
from dengen.demo.order import Story
from dengen.demo.wishes import Wish
from dengen.listings.models import Listing


def post(wish: Wish, operator: Account) -> Story:
    """Post a listing, which meets its fate."""
    listing = yield from _submit(wish)
    yield decided_after(wish.posted)
    if wish.fate.startswith("approve"):
        listing.approve(by=operator, revision=listing.revision)
    yield decided_after(wish.posted, hours=1)
    if wish.fate.endswith("deny"):
        listing.deny(
            by=operator, revision=listing.revision, reason=wish.reason, remarks=wish.remarks
        )
    if wish.fate.endswith("delete"):
        listing.delete(by=listing.owner)
    if wish.remarks:
        title = "発電設備の売り希望（中部エリア）"
        again = replace(wish, said=wish.said | {"title": title}, posted=1)
        yield from _submit(again, resubmits=listing)


def _submit(wish: Wish, resubmits: Listing | None = None) -> Story:
    posted = days_ago(wish.posted)
    start = posted.date() + timedelta(days=wish.begins)
    yield posted
    owner = account(wish.owner)
    return Listing(
        **wish.said,
        start_on=start,
        end_on=start + timedelta(days=wish.days) if wish.days else None,
        organization_name=owner.organization_name,
        contact_mail=owner.email,
        contact_phone=owner.phone if wish.posted % 3 == 0 else "",
        contact_person=owner.full_name,
        resubmits=resubmits,
    ).submit(by=owner, html=wish.notes)
