"""The migrations make the tables that the models want, and the board is read while they run."""

import pytest
from django.core.management import call_command
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from tests.upgrades.rows import SNAPSHOTS, read_snapshot

# The version before can't read on: what it asks for is gone, or bears another name.
GONE = (
    migrations.DeleteModel,
    migrations.RemoveField,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
# What goes on for long with a table that the same migration has locked by a new column.
BY_HAND = (migrations.RunPython, migrations.RunSQL)
OURS = {"accounts", "backup", "events", "japan", "listings", "mail"}


def stopping(migration: migrations.Migration) -> list[str]:
    """The operations during which, or after which, the version before can't read the board."""
    made_here = {
        operation.name_lower
        for operation in migration.operations
        if isinstance(operation, migrations.CreateModel)
    }
    old = [
        operation
        for operation in migration.operations
        if getattr(operation, "model_name_lower", "") not in made_here
    ]
    locks = any(isinstance(one, migrations.AddField) for one in old)
    small = getattr(migration, "small_tables", {})  # by model, and why they are locked for no time
    return [
        one.describe()
        for one in old
        if isinstance(one, GONE)
        or (_locks_long(one) and getattr(one, "model_name_lower", "") not in small)
        or (locks and isinstance(one, BY_HAND))
    ]


def _locks_long(operation) -> bool:
    """Whether PostgreSQL goes through all rows of a table while nobody may read them."""
    if isinstance(operation, migrations.AddField):
        field = operation.field
        return field.unique or (field.has_default() and callable(field.default))
    if isinstance(operation, migrations.AlterField) and type(operation.field) is models.CharField:
        return (
            operation.field.unique or operation.field.db_index
        )  # wider is a word in the catalogue
    return isinstance(operation, migrations.AlterField | migrations.AddConstraint)


def since_the_last_release() -> list[migrations.Migration]:
    """Those that no released board has."""
    newest = max(SNAPSHOTS.glob("*.json.xz"), key=_number).name.removesuffix(".json.xz")
    loader = MigrationLoader(None, replace_migrations=False)
    released = {
        key
        for node in read_snapshot(newest)["targets"].items()
        for key in loader.graph.forwards_plan(node)
    }
    for key, one in loader.replacements.items():  # squashed is what was released
        released |= {key, *one.replaces}
    return [one for key, one in loader.disk_migrations.items() if key not in released]


def _number(path) -> tuple[int, ...]:
    return tuple(map(int, path.name.removesuffix(".json.xz").split(".")))


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True)


def test_migrations_since_the_last_release_leave_the_board_readable():
    blind = {
        f"{one.app_label}.{one.name}": stopping(one)
        for one in since_the_last_release()
        if one.app_label in OURS and not getattr(one, "stops_the_board", "")
    }
    assert not {name: operations for name, operations in blind.items() if operations}


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("listing", "title"),
        migrations.RenameModel("Listing", "Offer"),
        migrations.AddField("listing", "number", models.BigIntegerField(null=True, unique=True)),
        migrations.AddConstraint(
            "listing", models.CheckConstraint(condition=models.Q(pk__gt=0), name="positive")
        ),
        migrations.AlterField("listing", "title", models.TextField()),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_a_migration_that_stops_the_board_would_be_found(operation):
    migration = migrations.Migration("0099_test", "listings")
    migration.operations = [operation]
    assert stopping(migration)


def test_filling_a_new_column_in_the_same_migration_would_be_found():
    migration = migrations.Migration("0099_test", "listings")
    migration.operations = [
        migrations.AddField("listing", "note", models.TextField(null=True)),
        migrations.RunSQL("UPDATE listings_listing SET note = title"),
    ]
    assert stopping(migration)


def test_a_new_table_or_an_empty_column_stops_nobody():
    migration = migrations.Migration("0099_test", "listings")
    key = models.BigAutoField(primary_key=True)
    migration.operations = [
        migrations.CreateModel("Offer", [("id", key), ("title", models.TextField())]),
        migrations.AddIndex("offer", models.Index(fields=["title"], name="offer_title")),
        migrations.AddField("listing", "note", models.TextField(null=True)),
    ]
    assert not stopping(migration)
