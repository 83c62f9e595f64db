"""A listing from its draft to its deletion."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command

from dengen.japan.business_days import today
from dengen.listings.models import Draft, Listing
from tests import factories
from tests.conftest import browser_of
from tests.page_cache.lives import life
from tests.page_cache.panel import Cast


@life(
    "listing.submitted",
    "listing.approved",
    "listing.denied",
    "listing.reopened",
    "listing.deleted",
)
def that_is_decided(cast: Cast) -> Iterator[None]:
    one = factories.listing(cast.owner, title="風力を売りたい", area="hokkaido")
    yield
    one.deny(by=cast.colleague, revision=one.revision, reason=factories.REASON)
    yield
    one.reopen(by=cast.colleague, revision=one.revision)
    yield
    one.approve(by=cast.colleague, revision=one.revision)
    yield
    one.deny(by=cast.colleague, revision=one.revision, reason=factories.REASON)
    yield
    again = factories.listing(cast.owner, title="風力をもう一度売りたい", resubmits=one)
    yield
    again.approve(by=cast.colleague, revision=again.revision)
    yield
    one.delete(by=cast.owner)
    yield
    again.delete(by=cast.colleague, reason=factories.REASON)
    yield


@life("listing.submitted", "listing.approved", "listing.deleted")
def that_is_replaced(cast: Cast) -> Iterator[None]:
    new = factories.listing(cast.owner, title="差し替えて売りたい", replaces=cast.published)
    yield
    new.delete(by=cast.owner)
    yield
    newer = factories.listing(cast.owner, title="差し替えて売る", replaces=cast.published)
    yield
    newer.approve(by=cast.colleague, revision=newer.revision)
    yield


@life("end.announced", "owner.reminded", "listing.deleted")
def whose_period_ends(cast: Cast) -> Iterator[None]:
    end_on = today() + timedelta(days=20)
    one, other = [factories.published(cast.owner, end_on=end_on) for _number in range(2)]
    for days in (10, 9):  # announced twice
        cast.later(days=days)
        yield
        call_command("announce_ends")
        yield
    cast.later(days=settings.OVERDUE_DAYS + 1)
    factories.listing(cast.owner, title="終わったものをもう一度", resubmits=other)
    yield
    one = Listing.objects.get(pk=one.pk)
    one.contact_owner(by=cast.colleague, revision=one.revision)
    yield
    cast.later(days=settings.OVERDUE_GRACE_DAYS)
    yield
    one.delete_as_overdue(by=cast.colleague, revision=one.revision)
    yield


@life("listing.submitted")
def that_begins_as_a_draft(cast: Cast) -> Iterator[None]:
    key, values = uuid4(), {"title": "書きかけ"}
    Draft.keep(by=cast.owner, key=key, values=values, revision=0)
    yield
    Draft.keep(by=cast.owner, key=key, values={"title": "書き直し"}, revision=1)
    yield
    factories.listing(cast.owner, title="書き直し", submission_key=key)
    yield
    thrown_away = uuid4()
    Draft.keep(by=cast.owner, key=thrown_away, values=values, revision=0)
    yield
    browser_of(cast.owner).post(f"/listings/drafts/{thrown_away}/deletion/")
    yield
    Draft.keep(by=cast.owner, key=uuid4(), values=values, revision=0)
    cast.later(days=91)
    yield
    call_command("clear_drafts")
    yield


@life("listing.deleted")
def that_was_deleted_long_ago(cast: Cast) -> Iterator[None]:
    cast.published.delete(by=cast.owner)
    cast.later(days=settings.DELETED_LISTING_DAYS + 1)
    yield
    call_command("prune_personal_data")
    yield
