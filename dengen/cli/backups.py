"""`dengen backup`, and what is done with a backup: prove it, put it back, let its mails go."""

from pathlib import Path

import click

from dengen.cli.setting_up import set_up, set_up_to_write


class BackupGroup(click.Group):
    """`dengen backup FILE` makes one, whatever the file's name is, but for the other commands'."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments; what is no command of the group is said to `make`."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=BackupGroup, subcommand_metavar="FILE | verify FILE")
def backup() -> None:
    """Write the board of this moment into FILE, while it is in use.

    If FILE is a folder, the file in it is named by the moment. Keys are not in it. It is encrypted
    if DENGEN_BACKUP_RECIPIENTS names a public key.
    """


@backup.command()
@click.argument("file", type=click.Path())
@click.option("--quiet", is_flag=True, help="Say nothing unless it fails.")
def make(file: str, *, quiet: bool) -> None:
    """Write the board of this moment into FILE: what `dengen backup FILE` does."""
    # A Path forgets the slash that makes the name one of a folder.
    if file.endswith("/") and not Path(file).is_dir():
        raise click.ClickException(f"There is no folder {Path(file).absolute()}.")
    set_up()
    from dengen.commands.backup import make_backup

    make_backup(Path(file), is_quiet=quiet)


IDENTITY = click.option(
    "--identity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file with the private key of an encrypted backup.",
)


@backup.command("verify")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--quiet", is_flag=True, help="Say nothing unless it fails.")
@IDENTITY
def verify_backup(file: Path, identity: Path | None, *, quiet: bool) -> None:
    """Prove FILE, or the newest backup in a folder, without touching the board.

    Its checksums are compared, its rows are put into a database of their own in the data folder,
    and the audit trail is verified there.
    """
    set_up()
    from dengen.commands.restoring import verify_backup as verify_file

    verify_file(file, identity, is_quiet=quiet)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace a board that is in use.")
@click.option("--lost-key", is_flag=True, help="The key that the trail was sealed with is lost.")
@IDENTITY
def restore(file: Path, identity: Path | None, *, force: bool, lost_key: bool) -> None:
    """Put the board back out of FILE, a backup of SQLite or PostgreSQL, into either.

    Mails are held until `dengen release-mails`.
    """
    set_up()
    from dengen.commands.restoring import restore_backup

    restore_backup(file, identity, is_forced=force, is_key_lost=lost_key)


@click.command("release-mails")
def release_mails() -> None:
    """Send the mails that a restoration has held."""
    set_up_to_write()
    from dengen.commands.restoring import release_mails as release

    release()
