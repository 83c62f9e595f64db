"""Rebuilding the tables of a backup from its rows."""

from collections.abc import Callable
from contextlib import closing

from django.core.management import call_command
from django.db import connection

from dengen.backup import rows, sequences, tables
from dengen.backup.archive import Progress, refusing_damage
from dengen.backup.reading import Backup
from dengen.backup.refusals import BackupRefused
from dengen.backup.tables import Model
from dengen.backup.writing import digest, progress_from
from dengen.listings import search
from dengen.listings.listing.status import Status


def load(backup: Backup, progress: Progress) -> None:
    """Fill an empty database with the backup, and bring its tables up to date.

    The rows are read again and compared. Raise `BackupRefused` if they differ.
    """
    manifest = backup.manifest
    models = tables.models_at(manifest.state)
    if {model._meta.db_table: rows.columns_of(model) for model in models} != {
        name: table.columns for name, table in manifest.tables.items()
    }:
        raise BackupRefused(f"{backup.file} holds other tables than its version of Dengen had.")
    tables.build(manifest.state)
    total = 2 * sum(table.rows for table in manifest.tables.values())
    done = 0
    with tables.filling(models):
        for model in models:
            name = model._meta.db_table
            # Closed also where a row is refused midway: the file isn't held open by what is left.
            with refusing_damage(backup.file), closing(backup.lines(name)) as lines:
                rows.insert_lines(model, lines)
            done += manifest.rows(name)
            progress(done, total)
    sequences.put_back(models, manifest.sequences)
    for model in models:
        _compare(backup, model, progress_from(done, total, progress))
        done += manifest.rows(model._meta.db_table)
    _index(models)
    call_command("migrate", interactive=False, verbosity=0)


def _index(models: list[Model]) -> None:
    """Make the search's index of the backup's time: later migrations go on with it."""
    listing = next(model for model in models if model._meta.db_table == "listings_listing")
    if any(field.name == "number" for field in listing._meta.fields):
        published = listing._base_manager.filter(status=Status.PUBLISHED).order_by("number")
        search.install(connection, published.iterator())


def _compare(backup: Backup, model: Model, progress: Callable[[int], None]) -> None:
    name = model._meta.db_table
    if digest(model, len, progress) != backup.manifest.tables[name]:
        raise BackupRefused(
            f"{backup.file}: the rows of {name} read otherwise than in the backup once they are in "
            "the database. Nothing was changed."
        )
