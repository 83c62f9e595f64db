"""From SQLite to PostgreSQL and back: the same rows, the same trail, a board that can be used."""

import pytest
from django.db import connection

from dengen.backup.rows import LEFT_OUT
from dengen.demo.cast import PASSWORD
from tests.backup.places import demo_board, place, served
from tests.backup.reading import manifest_of
from tests.backup.test_drill import OTHERWISE, SEEN

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="it needs a PostgreSQL beside SQLite"
)
# One more listing is handed in and approved; it is then found by its title.
USE = """
from dengen.accounts.models import Account
from dengen.japan.business_days import today
from dengen.listings import search
from dengen.listings.models import Listing
reviewer = Account.objects.get(login_id="kanri001")
before = max(Listing.objects.exclude(number=None).values_list("number", flat=True))
waiting = Listing.objects.filter(status="pending").order_by("pk").first()
waiting.approve(by=reviewer, revision=waiting.revision)
waiting.refresh_from_db()
assert waiting.number > before, (waiting.number, before)
day = max(today(), waiting.start_on)
hits = search.find(search.Wanted(day=day, title=waiting.title), 1000)
assert waiting.pk in [hit.pk for hit in hits], waiting.title
print(waiting.title)
"""


@pytest.fixture(scope="module")
def circle(tmp_path_factory):
    """A board on SQLite, restored into PostgreSQL, and restored back; each with its backup."""
    folder = tmp_path_factory.mktemp("circle")
    with (
        place(folder / "first", demo_board(), kind="sqlite") as first,
        place(folder / "second", kind="postgresql") as second,
        place(folder / "third", kind="sqlite") as third,
    ):
        boards = [first, second, third]
        for before, after in zip(boards, [*boards[1:], None], strict=True):
            before.must("backup", str(before.folder / "backup.zip"))
            if after:
                after.must("restore", str(before.folder / "backup.zip"))
        yield boards


def test_each_board_has_the_same_rows_and_goes_on_with_the_same_numbers(circle):
    first, second, third = [manifest_of(board.folder / "backup.zip") for board in circle]
    assert [one.database for one in (first, second, third)] == ["sqlite", "postgresql", "sqlite"]
    assert first.rows("listings_listing") > 20
    same = first.tables.keys() - OTHERWISE
    numbered = first.sequences.keys() - OTHERWISE - LEFT_OUT
    assert numbered >= {"listings_listing", "listings_decision", "accounts_account"}
    for later in (second, third):
        assert {one: later.tables[one] for one in same} == {one: first.tables[one] for one in same}
        assert {one: later.sequences[one] for one in numbered} == {
            one: first.sequences[one] for one in numbered
        }


def test_each_restored_trail_goes_through_the_head_of_the_first(circle):
    head = manifest_of(circle[0].folder / "backup.zip").head
    for board in circle:
        said = board.must("audit", "verify", "--head", head)
        assert "The trail is whole." in said
        assert "Accounts, applications, listings, decisions and sums are as it implies." in said


def test_people_log_in_read_search_and_decide_on_each(circle):
    for board in circle[1:]:
        with served(board) as browser:
            assert "ログアウト" in browser.log_in("aoba2026", PASSWORD)
            assert board.ask(SEEN) in browser.get("/listings/")
            board.ask(USE)
