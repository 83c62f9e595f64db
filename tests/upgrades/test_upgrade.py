"""Each released version's board comes through all migrations since, and is read meanwhile."""

import json
import re
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.backup.places import Place, place
from tests.doors.test_cli import ROOT, clean_environment
from tests.upgrades.__main__ import KEY
from tests.upgrades.rows import SNAPSHOTS, read_snapshot

RELEASES = sorted(path.name.removesuffix(".json.xz") for path in SNAPSHOTS.glob("*.json.xz"))
of_the_first = pytest.mark.parametrize("kept", ["0.1.0"], indirect=True)
ROWS = """
from django.apps import apps
from tests.upgrades.rows import as_text, dump
print(as_text(dump(apps)))
"""
FOUND = """
import json
from datetime import date
from dengen.listings import search
from dengen.listings.models import Listing, Tally
day = date.fromisoformat("{day}")
shown = Listing.objects.visible_on(day).order_by("-published_at", "-number")
found = search.find(search.Wanted(day=day, title="発電"), 1000)
print(json.dumps([
    [one.pk for one in shown if "発電" in one.title], [hit.pk for hit in found],
    shown.count(), sum(count for _area, _side, count in Tally.objects.on(day)),
]))
"""
DERIVED = {"listings.tally"}  # made anew; test_what_is_derived_… looks at it
# Keys that opened something stood here in plain, and are hashes in a table of their own since.
FORGOTTEN = {
    "accounts.handover": {"key"},
    "accounts.mailaddresschange": {"key"},
    "accounts.passwordrequest": {"key"},
    "mail.message": {"body", "is_confidential"},
}
REWRITTEN = {"listings.listing": {"folded_title"}}  # without spaces; the title says the same
READER = """
import time
import django
django.setup()
from django.db import connection
def ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
slowest, count = 0, 0
while True:
    began = time.monotonic()
    assert ask("SELECT count(*) FROM listings_listing WHERE status = 'published'") > 20
    assert ask("SELECT count(*) FROM accounts_account") > 5
    slowest, count = max(slowest, time.monotonic() - began), count + 1
    print(count, slowest, flush=True)
    connection.close()
    time.sleep(0.01)
"""


def environment(board: Place) -> dict[str, str]:
    return clean_environment() | board.settings | {"DJANGO_SETTINGS_MODULE": "dengen.settings"}


@contextmanager
def copied(kept, folder):
    """A board like the kept one, and the snapshot that both were made of."""
    like, snapshot = kept
    with place(folder / "board", like) as board:
        board.settings["DENGEN_SECRET_KEY"] = KEY
        yield board, snapshot


@pytest.fixture(scope="module", params=RELEASES)
def kept(request, tmp_path_factory):
    """A board as it was, only to be copied, and the snapshot that it was made of."""
    with place(tmp_path_factory.mktemp("kept") / "board") as board:
        board.settings["DENGEN_SECRET_KEY"] = KEY
        make = [sys.executable, "-m", "tests.upgrades", request.param]
        subprocess.run(make, env=environment(board), cwd=ROOT, check=True)
        yield board, read_snapshot(request.param)


@pytest.fixture
def old_board(kept, tmp_path):
    """One of the test's own, as it was."""
    with copied(kept, tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def upgraded(kept, tmp_path_factory):
    """One that went through all migrations; not to be changed."""
    with copied(kept, tmp_path_factory.mktemp("upgraded")) as found:
        found[0].must("manage", "migrate", "--verbosity=0")
        yield found


def test_everything_is_still_there_and_the_trail_is_whole(upgraded):
    board, snapshot = upgraded
    now = json.loads(board.ask(ROWS))
    compared = 0
    for name in (snapshot["rows"].keys() & now.keys()) - DERIVED:
        before, since = snapshot["rows"][name], now[name]
        both = before[0].keys() & since[0].keys() if before and since else set()
        both -= FORGOTTEN.get(name, set()) | REWRITTEN.get(name, set())
        assert [only(both, row) for row in since] == [only(both, row) for row in before], name
        compared += len(before)
    assert compared > 500
    verified = board.must("audit", "verify", "--head", snapshot["head"])
    assert "The trail is whole." in verified
    assert "Accounts, applications, listings, decisions and sums are as it implies." in verified
    board.must("manage", "migrate", "--check")


@of_the_first
def test_no_key_that_was_out_can_be_read_any_more(upgraded):
    board, snapshot = upgraded
    rows = snapshot["rows"]
    plain = {
        row["key"] for row in (*rows["accounts.handover"], *rows["accounts.mailaddresschange"])
    }
    links = {
        found
        for row in rows["mail.message"]
        for found in re.findall(r"/(?:invitation|handover|mail-address)/([^/\s]+)", row["body"])
    }
    assert plain | links
    now = board.ask(ROWS)
    assert [key for key in plain | links if str(key) in now] == []


def only(names: set[str], row: dict) -> dict:
    return {name: row[name] for name in names}


def test_what_is_derived_from_listings_fits_them(upgraded):
    board, snapshot = upgraded
    wanted, found, shown, counted = json.loads(board.ask(FOUND.format(day=snapshot["made_on"])))
    assert found == wanted
    assert len(found) > 5
    assert counted == shown


def test_the_board_can_be_read_while_it_is_migrated(old_board):
    board, _snapshot = old_board
    reader = subprocess.Popen(
        [sys.executable, "-c", READER],
        env=environment(board),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout.readline()
    began = time.monotonic()
    board.must("manage", "migrate", "--verbosity=0")
    migrating = time.monotonic() - began
    assert reader.poll() is None
    reader.kill()
    count, slowest = reader.communicate()[0].splitlines()[-2].split()
    assert int(count) > 10
    assert float(slowest) < migrating / 2
