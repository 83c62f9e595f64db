"""Every page of the console with many items that wait, once uncached, several times."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Max

from benchmarks.jobs.client import logged_in, timed
from benchmarks.jobs.waiting import wait
from dengen.accounts.models import Account, Application
from dengen.demo.bulk.inserting import insert
from dengen.demo.bulk.people import hashed_password
from dengen.demo.bulk.plan import Plan
from dengen.events.models import Event
from dengen.japan.business_days import today
from dengen.listings.models import Listing, ListingBody

YEARS = timedelta(days=3 * 365)
PLAIN = (
    "",
    "operation/",
    "oversight/",
    "applications/",
    "applications/?page=50",
    "applications/?state=decided",
    "listings/",
    "listings/?page=50",
    "listings/?state=decided",
    "members/",
    "businesses/",
    "mail-domains/",
    "notices/",
    "mails/",
    "overdue/",
    "password-requests/",
    "retirements/",
    "presets/",
    "operators/",
    "terms/",
    "audit/",
    "audit/?person=電力",
    "audit/?thing=東京",
    "audit/?name=listing.approved",
    "archive/",
    "neutrality/",
    "figures/",
)


def job(waiting: int, times: int) -> dict[str, Any]:
    """Return what `timed` gives, by the page's name."""
    if not Application.objects.filter(status="waiting").exists():
        with transaction.atomic():
            crowd(waiting)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    browser = logged_in(is_console=True)
    return {name: timed(browser, f"/console/{path}", times) for name, path in pages()}


def pages() -> list[tuple[str, str]]:
    """Return the pages by name: lists, single things, and reports over long periods."""
    long_ago = today() - YEARS
    member = Account.objects.members().order_by("pk")[0].pk
    middle = Event.objects.aggregate(last=Max("pk"))["last"] // 2
    return [
        *((path or "home", path) for path in PLAIN),
        ("application", f"applications/{Application.objects.reviewable()[0].pk}/"),
        ("listing", f"listings/{Listing.objects.pending()[0].pk}/"),
        ("member", f"members/{member}/"),
        ("member's history", f"members/{member}/history/"),
        ("audit, in the middle", f"audit/?before={middle}"),
        ("archive, three years ago", f"archive/?day={long_ago}&time=12:00"),
        ("neutrality, three years", f"neutrality/?first={long_ago}&last={today()}"),
    ]


def crowd(count: int) -> None:
    """Let so many applications, and so many listings more, wait."""
    members = Application.objects.count()
    plan = Plan(seed=1, listings=1000, members=members, last_day=today())
    wait(plan, hashed_password(plan), count)
    pattern = list(Listing.objects.pending().select_related("body")[:100])
    first = Listing.objects.aggregate(last=Max("pk"))["last"] + 1
    listings, bodies = [], []
    for pk in range(first, first + count):
        one = pattern[pk % len(pattern)]
        bodies.append(ListingBody(listing_id=pk, html=one.body.html))
        values = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
        values |= {"id": pk, "submission_key": uuid4()}
        values["submitted_at"] += timedelta(seconds=pk - first)
        listings.append(Listing(**values))
    insert(Listing, listings)
    insert(ListingBody, bodies)
