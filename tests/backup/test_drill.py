"""The drill: a board in use is backed up, put back elsewhere, and is the same."""

import subprocess
import sys
from contextlib import ExitStack

import pytest

from dengen.demo.cast import PASSWORD
from tests.backup.places import Place, place, served
from tests.backup.reading import manifest_of
from tests.doors.test_cli import ROOT, clean_environment

# What the restoration itself changes, and who was logged in.
OTHERWISE = {
    "accounts_session",
    "backup_restoration",
    "events_event",
    "events_seal",
    "events_unsealed",
    "events_version",
    "mail_mailserver",
    "mail_signoflife",
}
WRITER = """
import django
django.setup()
from dengen.accounts.models import Account
from dengen.mail.models import MailServer
somebody = Account.objects.get(login_id="kanri001")
print("writing", flush=True)
while True:
    somebody.log_out()
    MailServer.test(by=somebody)
"""
EVENTS = """
import json
from dengen.events.models import Event
for values in Event.objects.values_list():
    print(json.dumps(values, default=str, sort_keys=True))
"""
SEEN = """
from dengen.japan.business_days import today
from dengen.listings.models import Listing
print(Listing.objects.visible_on(today()).order_by("-number").first().title)
"""
DELETE = """
from dengen.accounts.models import Account
from dengen.japan.business_days import today
from dengen.listings.models import Listing
listing = Listing.objects.visible_on(today()).order_by("-number").first()
listing.delete(by=listing.owner)
"""


def writer(board: Place) -> subprocess.Popen:
    """Somebody who does things on the board all the time."""
    environment = clean_environment() | board.settings
    environment["DJANGO_SETTINGS_MODULE"] = "dengen.settings"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "writing\n"
    return process


@pytest.fixture(scope="module")
def drilled(living_board, tmp_path_factory):
    """A board in use, its backup, and the place where it was put back."""
    folder = tmp_path_factory.mktemp("drill")
    file = folder / "backup.zip"
    with place(folder / "one", living_board) as original, place(folder / "other") as restored:
        with ExitStack() as writers:
            for _ in range(2):
                writers.callback(writers.enter_context(writer(original)).kill)
            original.must("backup", str(file))
        restored.must("restore", str(file))
        yield original, file, restored


def test_everything_is_the_same_after_a_backup_was_restored(drilled, tmp_path):
    original, file, restored = drilled
    told = manifest_of(file)
    restored.must("backup", str(tmp_path / "again.zip"))
    again = manifest_of(tmp_path / "again.zip")
    same = told.tables.keys() - OTHERWISE
    assert {name: again.tables[name] for name in same} == {name: told.tables[name] for name in same}
    assert again.rows("listings_listing") > 20
    assert again.rows("events_event") == told.rows("events_event") + 1
    *events, restoration = restored.ask(EVENTS).splitlines()
    assert set(events) <= set(original.ask(EVENTS).splitlines())
    assert "board.restored" in restoration
    for board in (original, restored):
        assert "The trail is whole." in board.must("audit", "verify", "--head", told.head)


def test_a_member_logs_in_and_sees_the_listings(drilled):
    _original, _file, restored = drilled
    with served(restored) as browser:
        assert "ログアウト" in browser.log_in("aoba2026", PASSWORD)
        assert restored.ask(SEEN) in browser.get("/listings/")


def test_web_processes_that_run_show_what_was_restored_at_once(living_board, give_place, tmp_path):
    board, file = give_place("board", living_board), str(tmp_path / "backup.zip")
    with served(board) as browser:
        browser.log_in("aoba2026", PASSWORD)
        title = board.ask(SEEN)
        board.must("backup", file)
        board.ask(DELETE)
        assert title not in browser.get("/listings/")
        board.must("restore", file, "--force")
        assert "ログアウト" not in browser.get("/listings/")
        browser.log_in("aoba2026", PASSWORD)
        assert title in browser.get("/listings/")


def test_mails_that_waited_are_held_until_somebody_lets_them_go(drilled):
    _original, _file, restored = drilled
    send = "from dengen.mail.delivery import send_due; print(send_due())"
    assert restored.ask(send) == "0"
    assert "mails go out now" in restored.must("release-mails")
    assert int(restored.ask(send)) > 0
    assert restored.must("release-mails") == "No mails are held.\n"
