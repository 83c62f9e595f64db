"""What is refused before anything is touched."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q

from dengen.accounts.models import Account, Application
from dengen.backup.reading import Backup
from dengen.backup.refusals import BackupRefused
from dengen.events.digests import key_mark
from dengen.events.models import Event

# Of no model: Django's, the index of searches, and what 0.1.0 writes to while it is being replaced.
WITHOUT_MODEL = {"django_migrations", "listings_search", "accounts_addressguard"}


def refuse_another_key(backup: Backup) -> None:
    """Raise `BackupRefused` unless this board has the key of the backup's trail."""
    if backup.manifest.key_mark != key_mark():
        raise BackupRefused(
            "The trail of this backup was sealed with another key than this board has. Put that "
            "board's DENGEN_SEAL_KEY (or DENGEN_SECRET_KEY) here. If it is lost for good, "
            "`dengen restore --lost-key` restores a board whose old events can't be verified any "
            "more."
        )


def refuse_later_version(backup: Backup) -> None:
    """Raise `BackupRefused` if its tables are unknown here."""
    known = MigrationLoader(None).disk_migrations
    if later := [".".join(one) for one in backup.manifest.state if one not in known]:
        raise BackupRefused(
            f"{backup.file} was made by a newer Dengen, {backup.manifest.version}: this one "
            f"doesn't know its tables ({later[0]}). Restore it with that version."
        )


def refuse_strangers() -> None:
    """Raise `BackupRefused` if the database isn't the board's alone."""
    ours = {*connection.introspection.django_table_names(), *WITHOUT_MODEL}
    there = connection.introspection.table_names()
    strangers = [one for one in there if one not in ours and not one.startswith("listings_search_")]
    if strangers:
        raise BackupRefused(
            f"The database holds something else ({', '.join(strangers[:3])}). "
            "Give the board a database of its own."
        )


def refuse_life() -> None:
    """Raise `BackupRefused` if people use the board here.

    A board where nothing happened except that its first staff were created was only just installed.
    """
    tables = connection.introspection.table_names()
    if Event._meta.db_table in tables and not Event.objects.exclude(_is_of_installing()).exists():
        return
    kinds = {"accounts": Account, "applications": Application, "events": Event}
    counts = {
        name: model._base_manager.count()
        for name, model in kinds.items()
        if model._meta.db_table in tables
    }
    if life := ", ".join(f"{count:,} {name}" for name, count in counts.items() if count):
        raise BackupRefused(
            f"There is a living board here ({life}). Restoring would replace all of it; "
            "if that is what you want, back it up first, and add --force."
        )


def _is_of_installing() -> Q:
    return Q(name="operator.created", actor=None)
