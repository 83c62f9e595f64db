"""`dengen restore`: what it refuses, before it touches anything, and what it leaves behind."""

import json
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from dengen.backup.manifest import FORMAT
from dengen.backup.reading import opened
from dengen.backup.refusals import BackupRefused
from dengen.backup.restoring import check
from tests import factories
from tests.backup.places import KEY, served
from tests.backup.reading import manifest_of, rewrite


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


def rows_of(file: Path) -> dict[str, list[bytes]]:
    """What a backup holds, if it is proven; raises `BackupRefused`."""
    with opened(file, None, file.parent) as found:
        found.prove(silent)
        return {table: list(found.lines(table)) for table in found.manifest.tables}


@pytest.mark.django_db
class TestRefusals:
    """An empty board, where everything could be put back that is right."""

    @pytest.fixture(autouse=True)
    def same_key(self, settings):
        settings.SECRET_KEY = KEY

    def refusal(self, file: Path, *, is_forced=False, is_key_lost=False) -> str:
        with pytest.raises(BackupRefused) as refused:
            self.check(file, is_forced=is_forced, is_key_lost=is_key_lost)
        return str(refused.value)

    def check(self, file: Path, *, is_forced=False, is_key_lost=False) -> None:
        with opened(file, None, file.parent) as found:
            check(found, is_forced=is_forced, is_key_lost=is_key_lost)

    def test_a_good_one_is_not_refused(self, backup):
        self.check(backup)

    def test_a_file_that_is_no_zip_is_not_restored(self, tmp_path):
        (tmp_path / "letter.txt").write_text("拝啓")
        assert "is no backup of Dengen" in self.refusal(tmp_path / "letter.txt")

    def test_a_zip_that_is_no_backup_is_not_restored(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
            archive.writestr("photo.jpg", b"")
        assert "is no backup of Dengen" in self.refusal(tmp_path / "photos.zip")

    def test_a_backup_of_another_program_is_not_restored(self, backup, tmp_path):
        another = rewrite(backup, tmp_path / "another.zip", program="nedgen")
        assert "is no backup of Dengen" in self.refusal(another)

    def test_half_a_backup_is_not_restored(self, backup, tmp_path):
        (tmp_path / "half.zip").write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
        assert "damaged or not complete" in self.refusal(tmp_path / "half.zip")

    def test_a_backup_in_a_later_format_is_not_restored(self, backup, tmp_path):
        later = {"format": FORMAT + 1, "version": "2.0.0", "something": "new"}
        refusal = self.refusal(rewrite(backup, tmp_path / "later.zip", **later))
        assert "was made by Dengen 2.0.0" in refusal

    def test_a_backup_of_a_later_version_is_not_restored(self, backup, tmp_path):
        later = [*manifest_of(backup).migrations, "listings.9999_later"]
        file = rewrite(backup, tmp_path / "later.zip", migrations=later, version="0.9.0")
        refusal = self.refusal(file)
        assert "made by a newer Dengen, 0.9.0" in refusal
        assert "listings.9999_later" in refusal

    def test_a_backup_of_another_key_is_restored_only_if_the_key_is_lost(self, backup, settings):
        settings.SECRET_KEY = "another"
        assert "sealed with another key" in self.refusal(backup)
        self.check(backup, is_key_lost=True)

    def test_a_living_board_is_replaced_only_by_force(self, backup):
        factories.listing(factories.member())
        assert "accounts" in self.refusal(backup)
        self.check(backup, is_forced=True)

    def test_a_database_that_is_somebody_elses_is_not_replaced_even_by_force(self, backup):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE payroll (id integer)")
        assert "something else (payroll)" in self.refusal(backup, is_forced=True)


def test_a_backup_whose_checksum_is_another_is_not_restored(backup, tmp_path):
    tables = json.loads(manifest_of(backup).to_json())["tables"]
    tables["accounts_account"]["sha256"] = "0" * 64
    with pytest.raises(BackupRefused, match="damaged"):
        rows_of(rewrite(backup, tmp_path / "wrong.zip", tables=tables))


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_bit_turned_over_is_noticed_or_does_no_harm(backup, tmp_path, place, bit):
    content = bytearray(backup.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    (tmp_path / "damaged.zip").write_bytes(content)
    try:
        found = rows_of(tmp_path / "damaged.zip")
    except BackupRefused:
        return
    assert found == rows_of(backup)


LIVE = """
from django.db import transaction
from dengen.accounts.models import Account
from dengen.events.trail import record
somebody = Account.objects.get()
with transaction.atomic():
    record("account.logged_out", somebody, by=somebody)
"""
# Of the trail's migrations all, of the others' a part.
MIGRATE_IN_PART = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.upgrades.rows import read_snapshot
targets = read_snapshot("0.1.0")["targets"] | {"events": "0005_private_particulars"}
MigrationExecutor(connection).migrate(list(targets.items()))
"""
NAMES = """
from dengen.events.models import Event
print(*Event.objects.values_list("name", flat=True))
"""


def left_in(folder: Path) -> set[str]:
    """What lies there, but for what SQLite has beside its file while somebody has it open."""
    names = {one.name for one in folder.iterdir()}
    return {name for name in names if not name.endswith(("-wal", "-shm"))}


def test_a_board_that_was_just_installed_needs_no_force(board, backup):
    assert "Restored." in board.must("restore", str(backup))


def test_a_place_without_tables_serves_at_once_what_was_restored(give_place, backup):
    empty = give_place("empty")
    empty.must("restore", str(backup))
    with served(empty) as browser:
        assert "ok" in browser.get("/health/ready")


def test_a_refusal_is_one_line_and_changes_nothing(board, backup):
    board.ask(LIVE)
    before = board.must("audit", "verify")
    result = board.run("restore", str(backup))
    assert result.returncode == 1
    assert result.stderr.startswith("Error: There is a living board here (1 accounts, 2 events)")
    assert len(result.stderr.strip().splitlines()) == 1
    assert board.must("audit", "verify") == before


def test_damage_is_found_before_anything_is_touched(give_place, backup, tmp_path):
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "damaged.zip").write_bytes(content)
    empty = give_place("empty")
    result = empty.run("restore", str(tmp_path / "damaged.zip"))
    assert result.returncode == 1
    assert "damaged" in result.stderr
    assert "There is no board yet" in empty.run("backup", str(tmp_path / "none.zip")).stderr


def test_the_trail_tells_of_a_restoration_and_goes_on(board, backup):
    board.must("restore", "--force", str(backup))
    assert board.ask(NAMES) == "operator.created board.restored"
    assert "Verified events: 2" in board.must("audit", "verify")


@pytest.mark.parametrize("call", [0, 1, 60_000])
def test_a_restoration_told_to_stop_leaves_the_old_board_and_nothing_else(board, backup, call):
    """Before its folder is made, when it was made, and while the new board is built."""
    before = left_in(board.folder)
    moment = ("SIGTERM", "os.mkdir", ".restoring.", call)
    assert board.strike(*moment, "restore", "--force", str(backup)) == 1
    assert left_in(board.folder) == before
    assert board.ask(NAMES) == "operator.created"


def test_a_restoration_killed_in_the_middle_leaves_the_old_board(board, backup):
    moment = ("SIGKILL", "os.mkdir", ".restoring.", 60_000)
    assert board.strike(*moment, "restore", "--force", str(backup)) == -9
    assert board.ask(NAMES) == "operator.created"


def test_a_restored_board_has_no_worker_of_the_board_that_was_backed_up(
    board, give_place, tmp_path
):
    board.ask("from dengen.mail.models import *; WorkerHeartbeat.objects.create(worker='there:1')")
    board.must("backup", str(tmp_path / "backup.zip"))
    empty = give_place("empty")
    empty.must("restore", str(tmp_path / "backup.zip"))
    asked = "from dengen.mail.models import *; print(WorkerHeartbeat.objects.count())"
    assert empty.ask(asked) == "0"


def test_a_lost_key_is_told_from_a_trail_that_was_tampered_with(give_place, backup):
    empty = give_place("empty")
    empty.settings["DENGEN_SECRET_KEY"] = "k" * 60
    empty.must("restore", "--lost-key", str(backup))
    assert "fit the key: 1" in empty.must("audit", "verify")


def test_a_backup_from_before_its_migrations_were_squashed_is_restored(
    give_place, backup, tmp_path
):
    then = [name for name in manifest_of(backup).migrations if "_squashed_" not in name]
    file = rewrite(backup, tmp_path / "then.zip", migrations=then)
    empty = give_place("empty")
    empty.must("restore", str(file))
    empty.must("manage", "migrate", "--check")


def test_what_was_migrated_since_is_migrated_again(give_place, tmp_path):
    earlier, later = give_place("earlier"), give_place("later")
    earlier.ask(MIGRATE_IN_PART)
    earlier.must("backup", str(tmp_path / "backup.zip"))
    later.must("restore", str(tmp_path / "backup.zip"))
    later.must("manage", "migrate", "--check")
