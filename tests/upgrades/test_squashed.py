"""A squashed migration makes of an empty database what those make that it replaces."""

import json

from django.db.migrations.loader import MigrationLoader

from tests.backup.places import Place, place

# It stays for the version before while that is being replaced: a new board does without.
ONLY_OF_OLD_BOARDS = "accounts_addressguard"
MIGRATE = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate({keys})
"""
CATALOGUE = """
import json
from django.db import connection
QUERIES = {
    "sqlite": ["SELECT type, tbl_name, name, sql FROM sqlite_master"],
    "postgresql": [
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, "
        "column_default, is_identity FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger "
        "WHERE NOT tgisinternal",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    ],
}
with connection.cursor() as cursor:
    for query in QUERIES[connection.vendor]:
        cursor.execute(query)
        for row in cursor.fetchall():
            print(json.dumps(row))
"""

type Keys = list[tuple[str, str]]


def squashed_and_replaced() -> tuple[Keys, Keys]:
    """The squashed migrations, and all those for which they stand."""
    replacements = MigrationLoader(None).replacements
    return list(replacements), [key for one in replacements.values() for key in one.replaces]


def catalogue(board: Place, keys: Keys) -> list[list[str]]:
    """What these migrations make in an empty place; the order of a table's columns is left out."""
    board.ask(MIGRATE.format(keys=keys))
    rows = [json.loads(line) for line in board.ask(CATALOGUE).splitlines()]
    return sorted(
        [*row[:-1], _in_any_order(row[-1])] if row[0] == "table" else [str(value) for value in row]
        for row in rows
        if ONLY_OF_OLD_BOARDS not in row
    )


def _in_any_order(table: str) -> str:
    start, _bracket, parts = table.partition("(")
    return f"{start} {sorted(parts.removesuffix(')').split(', '))}"


def test_squashed_migrations_make_the_same_tables_indexes_and_triggers(tmp_path):
    squashed, replaced = squashed_and_replaced()
    with place(tmp_path / "new") as new, place(tmp_path / "old") as old:
        assert catalogue(new, squashed) == catalogue(old, replaced)


def test_squashed_migrations_leave_the_same_models_their_columns_in_the_same_order():
    """A backup has its values in that order, and either board may read it."""
    squashed, replaced = squashed_and_replaced()
    made = MigrationLoader(None).project_state(squashed)
    wanted = MigrationLoader(None, replace_migrations=False).project_state(replaced)
    assert made == wanted
    for key, model in wanted.models.items():
        assert list(made.models[key].fields) == list(model.fields), key


def test_squashed_migrations_are_named_after_the_first_and_the_last_that_they_replace():
    """So `makemigrations` goes on with the next number."""
    for (app, name), one in MigrationLoader(None).replacements.items():
        assert [key[0] for key in one.replaces] == [app] * len(one.replaces)
        first, last = (key[1] for key in (one.replaces[0], one.replaces[-1]))
        assert name == f"{first[:4]}_squashed_{last}"
