"""Putting a board back out of a backup."""

import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q

from dengen.accounts.models import Account, Application
from dengen.backup import postgresql, sqlite
from dengen.backup.archive import Progress, read_manifest, unpack
from dengen.backup.manifest import Manifest
from dengen.backup.models import Restoration
from dengen.backup.refusals import BackupRefused
from dengen.events import head
from dengen.events.digests import key_mark
from dengen.events.models import Event, Version
from dengen.events.verification import Verdict, verify
from dengen.japan import clock
from dengen.oversight.models import Acknowledgement

KEY_LOST = "restored with --lost-key"
KINDS = {"sqlite": sqlite, "postgresql": postgresql}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# No mail goes out of a board that was restored for a trial, or twice, before somebody says so.
HOLD_MAILS = """
INSERT INTO mail_mailserver (id, failures, next_try_at, last_error, held_since)
VALUES (1, 0, '{now}', '', '{now}') ON CONFLICT (id) DO UPDATE SET held_since = excluded.held_since
"""
# Of no model: Django's, the index of searches, and what 0.1.0 writes to while it is being replaced.
WITHOUT_MODEL = {"django_migrations", "listings_search", "accounts_addressguard"}
NEW_VERSION = """
INSERT INTO events_version (id, number) VALUES (1, {number})
ON CONFLICT (id) DO UPDATE SET number = excluded.number
"""


def check(file: Path, *, is_forced: bool, is_key_lost: bool) -> Manifest:
    """Whether the backup may be put back here: what it says of itself, or `BackupRefused`."""
    manifest = read_manifest(file)
    _refuse_another_kind(file, manifest)
    _refuse_later_version(file, manifest)
    if manifest.key_mark != key_mark() and not is_key_lost:
        raise BackupRefused(
            "The trail of this backup was sealed with another key than this board has. Put that "
            "board's DENGEN_SEAL_KEY (or DENGEN_SECRET_KEY) here. If it is lost for good, "
            "--lost-key restores a board whose old events can't be verified any more."
        )
    _refuse_strangers()
    if not is_forced and (life := _life()):
        raise BackupRefused(
            f"There is a living board here ({life}). Restoring would replace all of it; "
            "if that is what you want, back it up first, and add --force."
        )
    return manifest


def restore(file: Path, manifest: Manifest, unpacking: Progress, filling: Progress) -> Verdict:
    """Makes the board what it was, brings its tables up to date, and notes it in the trail.

    Nobody is logged in afterwards, and mails are held until `MailServer.release()`. The backup's
    copy is proven before anything is touched, and everything is put back at once. Returns whether
    the trail is whole and goes through the backup's head. Raises `BackupRefused`, after which
    nothing was changed.
    """
    with tempfile.TemporaryDirectory(prefix=".restore.", dir=settings.DATA_DIR) as folder:
        copy = unpack(file, manifest, Path(folder), unpacking)
        KINDS[manifest.database].put_back(copy, _changes(manifest), filling)
    call_command("migrate", interactive=False, verbosity=0)
    head.file().unlink(missing_ok=True)  # it was of the board that is no more
    verdict = verify(manifest.head)
    is_key_lost = manifest.key_mark != key_mark()
    if is_key_lost and manifest.head:
        # The chain goes on with the new key: what the lost one sealed is taken as it is.
        Acknowledgement.make(by=None, reason=KEY_LOST, is_key_lost=True)
    if verdict.flaw is None or is_key_lost:
        Restoration.note(backed_up_at=manifest.backed_up_at, head=manifest.head)
    return verdict


def _changes(manifest: Manifest) -> Iterable[str]:
    """What is otherwise than in the backup, from the first moment on.

    No process may take the board of now for one it has kept pages of: neither of what is replaced
    here, nor of what went on elsewhere since the backup. So the version leaps to a number that
    only time can reach.
    """
    leap = max(manifest.board_version, _version_here(), time.time_ns() // 1000) + 1
    now = clock.now().isoformat(sep=" ")
    return [HOLD_MAILS.format(now=now), NEW_VERSION.format(number=leap)]


def _version_here() -> int:
    if Version._meta.db_table not in connection.introspection.table_names():
        return 0
    return Version.objects.values_list("number", flat=True).first() or 0


def _refuse_another_kind(file: Path, manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        there, here = NAMES.get(manifest.database, manifest.database), NAMES[connection.vendor]
        raise BackupRefused(
            f"{file} holds a {there} database, and DATABASE_URL names a {here} one. "
            f"Restore it into {there}."
        )


def _refuse_later_version(file: Path, manifest: Manifest) -> None:
    known = MigrationLoader(None).disk_migrations
    if later := [name for name in manifest.migrations if tuple(name.split(".", 1)) not in known]:
        raise BackupRefused(
            f"{file} was made by a newer Dengen, {manifest.version}: this one doesn't know its "
            f"tables ({later[0]}). Restore it with that version."
        )


def _refuse_strangers() -> None:
    ours = {*connection.introspection.django_table_names(), *WITHOUT_MODEL}
    there = connection.introspection.table_names()
    strangers = [one for one in there if one not in ours and not one.startswith("listings_search_")]
    if strangers:
        raise BackupRefused(
            f"The database holds something else ({', '.join(strangers[:3])}). "
            "Give the board a database of its own."
        )


def _life() -> str:
    """What shows that people use the board here, in words; "" if nothing does.

    A board on which nothing happened but that its first staff were created is just installed.
    """
    tables = connection.introspection.table_names()
    if Event._meta.db_table in tables and not Event.objects.exclude(_is_of_installing()).exists():
        return ""
    kinds = {"accounts": Account, "applications": Application, "events": Event}
    counts = {
        name: model._base_manager.count()
        for name, model in kinds.items()
        if model._meta.db_table in tables
    }
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)


def _is_of_installing() -> Q:
    return Q(name="operator.created", actor=None)
