"""What a board needs before it can serve, after an installation, an upgrade or a restoration."""

from contextlib import suppress

import click
from django.core.management import call_command
from django.db import Error

from dengen.japan.postal_import import is_imported
from dengen.watch.readiness import has_all_static_files, has_all_tables

OLD_TABLES = "Tables are missing or old: run `dengen migrate`."


def bring_up_to_date(*, verbosity: int = 0) -> None:
    """Create or update the tables, the postal codes and the static files."""
    call_command("migrate", interactive=False, verbosity=verbosity)
    if verbosity and not is_imported():
        click.echo("Importing the postal codes …")
    call_command("import_postal_codes")
    call_command("collectstatic", interactive=False, verbosity=0)


def refuse_old_tables() -> None:
    """Fail with what to run where tables are missing or old, or with why they can't be seen."""
    try:
        if not has_all_tables():
            raise click.ClickException(OLD_TABLES)
    except Error as error:
        raise click.ClickException(f"The database can't be asked: {str(error).strip()}") from error


def refuse_unprepared() -> None:
    """Fail with what to run where pages couldn't be shown.

    A database that is away may come back: the pages tell of it.
    """
    if not has_all_static_files():
        raise click.ClickException("Static files are missing or old: run `dengen migrate`.")
    with suppress(Error):
        if not has_all_tables():
            raise click.ClickException(OLD_TABLES)
