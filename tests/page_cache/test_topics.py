"""What was kept of a page is never old: whatever changes it has stepped a topic of it."""

from collections.abc import Callable

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengen import clock
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.models import Account
from dengen.events.topics import STEPPED
from tests import factories
from tests.conftest import browser_of
from tests.page_cache.lives import LIVES, Life
from tests.page_cache.panel import Panel, cast

pytestmark = pytest.mark.django_db
NOT_LIVED = {
    "trail.acknowledged",  # wants a damaged trail, of which no kept page shows anything
}


def named(life: Life) -> str:
    return f"{life.acts.__module__.rpartition('.')[2]}-{life.acts.__name__}"


@pytest.mark.parametrize("life", LIVES, ids=named)
def test_no_reader_is_shown_an_old_page(life):
    with time_machine.travel(clock.now(), tick=False) as time:
        board = cast(time)
        panel = Panel(board)
        for _act in life.acts(board):
            panel.look()
    assert panel.differences == []
    assert life.events <= panel.seen


def test_each_event_of_the_trail_happens_in_a_life():
    lived = set().union(*(life.events for life in LIVES))
    assert lived == STEPPED.keys() - NOT_LIVED


def write_to(member: Account, by: Account) -> None:
    member.contact(by=by, subject="お願い", text="ご連絡ください。")


def housekeeping() -> None:
    for command in ("announce_ends", "end_unconfirmed_applications", "forget_the_retired"):
        call_command(command)
    call_command("prune_personal_data")


OTHERS: dict[str, Callable[[Account, Account], object]] = {
    "a login": lambda other, by: log_in(other.login_id, factories.PASSWORD),
    "a logout": lambda other, by: other.log_out(),
    "a submission": lambda other, by: factories.listing(other),
    "a letter": write_to,
    "an application": lambda other, by: factories.application().submit(),
    "housekeeping that finds nothing": lambda other, by: housekeeping(),
}


@pytest.mark.parametrize("happens", OTHERS.values(), ids=OTHERS)
def test_what_concerns_others_leaves_a_members_pages_kept(seller, buyer, reviewer, happens):
    detail = f"/listings/{factories.published(seller).pk}/"
    reading, counts = browser_of(buyer), {}
    pages = ["/", "/listings/", "/listings/mine/", detail]
    for page in pages:
        reading.get(page)
    happens(seller, reviewer)
    for page in pages:
        with CaptureQueriesContext(connection) as captured:
            reading.get(page)
        counts[page] = len(captured)
    assert counts == dict.fromkeys(pages, 1)
