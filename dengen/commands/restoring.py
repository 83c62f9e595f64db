"""`dengen restore`, `dengen backup verify` and `dengen release-mails`."""

from pathlib import Path

import click
from django.conf import settings

from dengen.backup.proving import proven
from dengen.backup.reading import Backup, opened
from dengen.backup.refusals import BackupRefused
from dengen.backup.restoring import check, restore
from dengen.commands.audit import in_words
from dengen.commands.backup import contents
from dengen.commands.installing import bring_up_to_date
from dengen.commands.saying import bars, one_line
from dengen.japan.moments import in_tokyo
from dengen.mail.models import MailServer, Message
from dengen.oversight.audit import Examination

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
MADE_HERE_PATTERN = "dengen-*.zip*"


def restore_backup(
    file: Path, identity: Path | None, *, is_forced: bool, is_key_lost: bool
) -> None:
    """Say what was restored, and what is to be done next; fail with one line."""
    workplace = Path(settings.DATA_DIR)
    with one_line(), bars() as bar, opened(file, identity, workplace) as backup:
        check(backup, is_forced=is_forced, is_key_lost=is_key_lost)
        click.echo(_about(backup))
        verdict = restore(backup, workplace, bar("Checking"), bar("Restoring"))
        bring_up_to_date()
    click.echo(f"Restored. Verified events: {verdict.count:,}. Head: {verdict.head or 'none'}")
    if verdict.flaw and not is_key_lost:
        raise click.ClickException(f"The board is there, but: {in_words(verdict.flaw)}")
    click.echo(
        "Everybody logs in anew. Mails are held until `dengen release-mails`: "
        f"{Message.objects.waiting().count():,} wait, and some of them may have been sent already."
    )


def verify_backup(file: Path, identity: Path | None, *, is_quiet: bool) -> None:
    """Say that a backup is whole, or fail with what is wrong with it, in one line."""
    workplace = Path(settings.DATA_DIR)
    with one_line(), bars(is_quiet=is_quiet) as bar:
        file = _newest(file) if file.is_dir() else file
        with (
            opened(file, identity, workplace) as backup,
            proven(backup, workplace, bar("Checking"), bar("Trying")) as found,
        ):
            _refuse_flawed(file, found)
            about = _about(backup)
    if not is_quiet:
        click.echo(about)
        click.echo(
            f"{file} is whole: its checksums, {found.verdict.count:,} events of its trail up to "
            f"{found.verdict.head or 'none'}, and what they imply."
        )


def release_mails() -> None:
    """Say how many mails go out now."""
    if MailServer.state().held_since is None:
        click.echo("No mails are held.")
        return
    click.echo(f"{MailServer.release(by=None):,} mails go out now.")


def _refuse_flawed(file: Path, found: Examination) -> None:
    if found.verdict.flaw:
        raise click.ClickException(f"{file} can be restored, but: {in_words(found.verdict.flaw)}")
    if found.difference:
        raise click.ClickException(
            f"{file} can be restored, but a row was changed behind its trail. {found.difference}"
        )


def _newest(folder: Path) -> Path:
    """Return the newest: the names tell the moment."""
    if not (found := sorted(folder.glob(MADE_HERE_PATTERN))):
        raise BackupRefused(f"There is no backup ({MADE_HERE_PATTERN}) in {folder}.")
    return found[-1]


def _about(backup: Backup) -> str:
    manifest = backup.manifest
    kind = NAMES.get(manifest.database, manifest.database)
    made = f"{in_tokyo(manifest.backed_up_at)} by {manifest.version} from {kind}"
    return f"Backup of {made}: {contents(manifest)}."
