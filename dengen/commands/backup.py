"""`dengen backup` and `dengen restore`."""

import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click
from django.db import DatabaseError

from dengen.backup.archive import Progress
from dengen.backup.making import back_up
from dengen.backup.manifest import Manifest
from dengen.backup.refusals import BackupRefused
from dengen.backup.restoring import check, restore
from dengen.commands.audit import in_words
from dengen.commands.installing import bring_up_to_date
from dengen.mail.models import MailServer, Message

MEGABYTE = 1_000_000


def make_backup(file: Path, *, is_quiet: bool) -> None:
    """Says where the backup is and what is in it; fails with one line."""
    with _troubles(), _bars(is_quiet=is_quiet) as bar:
        made, manifest = back_up(file, bar("Copying"), bar("Packing"))
    if is_quiet:
        return
    click.echo(f"{made}: {_contents(manifest)}, {made.stat().st_size / MEGABYTE:,.1f} MB.")
    click.echo(f"Head: {manifest.head or 'none, the trail is empty'}")
    click.echo("It holds personal data and no key: keep both safe, and apart from each other.")


def restore_backup(file: Path, *, is_forced: bool, is_key_lost: bool) -> None:
    """Says what was restored, and what is to be done next; fails with one line."""
    with _troubles(), _bars() as bar:
        manifest = check(file, is_forced=is_forced, is_key_lost=is_key_lost)
        click.echo(f"Backup of {manifest.made_at} by {manifest.version}: {_contents(manifest)}.")
        verdict = restore(file, manifest, bar("Unpacking"), bar("Restoring"))
        bring_up_to_date()
    click.echo(f"Restored. Verified events: {verdict.count:,}. Head: {verdict.head or 'none'}")
    if verdict.flaw and not is_key_lost:
        raise click.ClickException(f"The board is there, but: {in_words(verdict.flaw)}")
    click.echo(
        "Everybody logs in anew. Mails are held until `dengen release-mails`: "
        f"{Message.objects.waiting().count():,} wait, and some of them may have been sent already."
    )


def release_mails() -> None:
    """Says how many mails go out now."""
    if MailServer.state().held_since is None:
        click.echo("No mails are held.")
        return
    click.echo(f"{MailServer.release(by=None):,} mails go out now.")


def _contents(manifest: Manifest) -> str:
    names = {"listings": "listings_listing", "accounts": "accounts_account"}
    counts = [f"{manifest.counts.get(table, 0):,} {name}" for name, table in names.items()]
    return f"{', '.join(counts)}, last event {manifest.last_event:,}"


@contextmanager
def _troubles() -> Iterator[None]:
    """A refusal, a full disk or a database that is away is one line; being stopped leaves none."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that half files are cleared away
    try:
        yield
    except BackupRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise click.ClickException(f"It did not work: {str(error).strip()}") from error


@contextmanager
def _bars(*, is_quiet: bool = False) -> Iterator[Callable[[str], Progress]]:
    """One bar after the other on a terminal, nothing elsewhere; each begins with its first word."""
    is_hidden = is_quiet or not sys.stderr.isatty()
    with ExitStack() as shown:

        def labelled(label: str) -> Progress:
            bars: list[Any] = []

            def show(done: int, total: int) -> None:
                if not bars:
                    shown.close()
                    new = click.progressbar(
                        length=1, label=label, hidden=is_hidden, file=sys.stderr
                    )
                    bars.append(shown.enter_context(new))
                bars[0].length = max(total, 1)
                bars[0].update(min(done, bars[0].length) - bars[0].pos)

            return show

        yield labelled
