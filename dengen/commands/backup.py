"""`dengen backup`."""

import os
import subprocess
from pathlib import Path

import click
from django.conf import settings

from dengen.backup.making import back_up
from dengen.backup.manifest import Manifest
from dengen.backup.models import LastBackup
from dengen.commands.saying import bars, one_line
from dengen.database import read_only

KILOBYTE, MEGABYTE = 1_000, 1_000_000
OUR_SETTINGS = ("DENGEN_", "DATABASE_URL")


def make_backup(file: Path, *, is_quiet: bool) -> None:
    """Say where the backup is and what is in it; fail with one line."""
    with read_only.without_read_only(), one_line(), bars(is_quiet=is_quiet) as bar:
        made, manifest = back_up(file, bar("Copying"))
        if not is_quiet:
            _say(made, manifest)
        _hand_over(made)
        LastBackup.note(manifest.backed_up_at)


def contents(manifest: Manifest) -> str:
    """Return what is in a backup, in short."""
    names = {"listings": "listings_listing", "accounts": "accounts_account"}
    counts = [f"{manifest.rows(table):,} {name}" for name, table in names.items()]
    return f"{', '.join(counts)}, last event {manifest.last_event:,}"


def _say(made: Path, manifest: Manifest) -> None:
    click.echo(f"{made}: {contents(manifest)}, {_size(made.stat().st_size)}.")
    click.echo(f"Head: {manifest.head or 'none, the trail is empty'}")
    if settings.BACKUP_RECIPIENTS:
        click.echo("It is encrypted: keep the private key safe, without it nobody can read it.")
    else:
        click.echo("It holds personal data and no key: keep both safe, and apart from each other.")


def _size(count: int) -> str:
    if count < MEGABYTE:
        return f"{count / KILOBYTE:,.1f} kB"
    return f"{count / MEGABYTE:,.1f} MB"


def _hand_over(made: Path) -> None:
    """Run the administrator's own program, which is told the file and none of the board's keys."""
    if not settings.BACKUP_HOOK:
        return
    environment = {
        name: text for name, text in os.environ.items() if not name.startswith(OUR_SETTINGS)
    }
    ended = subprocess.run([settings.BACKUP_HOOK, str(made)], env=environment, check=False)
    if ended.returncode:
        raise click.ClickException(
            f"{made} is there, but {settings.BACKUP_HOOK} failed ({ended.returncode}): the backup "
            "was not copied off."
        )
