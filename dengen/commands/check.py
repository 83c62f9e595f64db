"""`dengen check`: a list of what is to be mended, and how many there are."""

import sys

import click
from django.db import connection

from dengen import VERSION
from dengen.commands.checking import Findings, findings
from dengen.commands.installing import refuse_old_tables
from dengen.database import read_only


def check_board(*, is_drill: bool) -> None:
    """Say that all is set up, or how many errors and warnings there are, and which; errors fail."""
    refuse_old_tables()
    found = findings(is_drill=is_drill)
    click.echo(_summary(found), err=bool(found.errors))
    for kind, texts in (("Error", found.errors), ("Warning", found.warnings)):
        for text in texts:
            click.echo(f"{kind}: {text}", err=bool(found.errors))
    if found.errors:
        sys.exit(1)


def _summary(found: Findings) -> str:
    counts = [_count(len(found.errors), "error"), _count(len(found.warnings), "warning")]
    counted = " and ".join(filter(None, counts))
    mode = "; it is read-only" if read_only.mode() else ""
    of_what = f"dengen {VERSION}, {_database()}"
    if found.errors:
        return f"{counted}{mode} ({of_what}):"
    return f"All is set up{mode}{f', with {counted}' if counted else ''}. ({of_what})"


def _database() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"SQLite {told['NAME']}"
    return f"{connection.display_name} {told['NAME']} on {told['HOST'] or 'this machine'}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number > 1)}" if number else ""
