"""Many applications that wait, on an empty board with many members."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from benchmarks.jobs.client import logged_in, timed
from dengen import clock
from dengen.accounts.models import Application, LoginID, Terms
from dengen.demo.bulk.inserting import insert
from dengen.demo.bulk.people import applicant, hashed_password, write_people
from dengen.demo.bulk.plan import Plan
from dengen.demo.bulk.trail import Trail

ONE_IN = 20  # wants a second look, half of these because of a member
PAGES = {
    "queue": "/console/applications/",
    "確認事項ありのみ": "/console/applications/?flagged=on",
    "確認事項ありのみ, last page": "/console/applications/?flagged=on&page=9999",
}


def job(waiting: int, members: int, times: int) -> dict[str, Any]:
    """Fill the board first; return what `timed` gives, by the page's name."""
    if not Application.objects.exists():
        with transaction.atomic():
            fill(waiting, members)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    browser = logged_in(is_console=True)
    return {name: timed(browser, path, times) for name, path in PAGES.items()}


def fill(waiting: int, members: int) -> None:
    """Add the members, and then the applications that wait."""
    plan = Plan(seed=1, listings=1000, members=members, last_day=clock.now().date())
    password = hashed_password(plan)
    write_people(plan, Trail(plan.key), password)
    wait(plan, password, waiting)


def wait(plan: Plan, password: str, count: int) -> None:
    """Add applications that wait, with the numbers after those of the plan's members."""
    applications = list(_waiting(plan, password, count))
    insert(LoginID, [one.login for one in applications if one.login])
    insert(Application, applications)


def _waiting(plan: Plan, password: str, count: int) -> Iterator[Application]:
    terms = Terms.objects.in_force().order_by("-version").first()
    for place in range(count):
        one = applicant(plan, plan.members + place, password, terms)
        one.submitted_at = clock.now() - timedelta(minutes=11 * (count - place))
        one.consented_at = one.submitted_at
        one.came_from = f"{place % 500:064}"
        if place % ONE_IN == 0:
            other = applicant(plan, place if place % (2 * ONE_IN) else one.pk, password, terms)
            one.organization_name = f"{other.organization_name}東京支店"
            one.note_organization()
        yield one
