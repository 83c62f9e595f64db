"""The board's tables as they are after a given set of migrations."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"

type Model = type[models.Model]
type Migrations = list[tuple[str, str]]


def applied_here() -> Migrations:
    """Return the migrations that this database has had, sorted."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def models_at(migrations: Migrations) -> list[Model]:
    """Return a model for each table, by the table's name, as those migrations have left it."""
    loader, last = _last(migrations)
    apps = loader.project_state(last).apps
    metas = [model._meta for model in apps.get_models(include_auto_created=True)]
    found = [meta.model for meta in metas if meta.managed and not meta.proxy]
    return sorted(found, key=lambda model: model._meta.db_table)


def build(migrations: Migrations) -> None:
    """Make the tables in an empty database."""
    check_references_at_once()
    _loader, last = _last(migrations)
    MigrationExecutor(connection).migrate(last)


def check_references_at_once() -> None:
    """Check every reference that waits, and from now on each one with its row.

    PostgreSQL changes no table while a check of one of its rows waits for the end of the
    transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    else:
        connection.check_constraints()


@contextmanager
def filling(tables: list[Model]) -> Iterator[None]:
    """Let empty tables take rows in any order, without triggers; check references after."""
    with _postgresql(tables) if connection.vendor == "postgresql" else _sqlite(tables):
        yield


@contextmanager
def _postgresql(tables: list[Model]) -> Iterator[None]:
    names = [connection.ops.quote_name(model._meta.db_table) for model in tables]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(names)}")
        for name in names:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        check_references_at_once()
        for name in names:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")


@contextmanager
def _sqlite(tables: list[Model]) -> Iterator[None]:
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        triggers = dict(cursor.fetchall())
        for name in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("BEGIN")
        for model in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        yield
        cursor.execute("COMMIT")
        for sql in triggers.values():
            cursor.execute(sql)
    check_references_at_once()


def _last(migrations: Migrations) -> tuple[MigrationLoader, Migrations]:
    """Return each app's migrations on which no other applied one of its own rests.

    With them a loader that knows them. A squashed migration stands for those that it replaces if
    all of them were applied, as in a board of its own version. Where an app is between, as in one
    of before, the graph is that of the migrations themselves.
    """
    loader = MigrationLoader(None)
    squashed = loader.replacements
    applied = set(migrations) - squashed.keys()
    begun = {key for key, one in squashed.items() if applied.intersection(one.replaces)}
    whole = {key for key in begun if applied.issuperset(squashed[key].replaces)}
    if begun == whole:
        applied |= whole
    else:
        loader = MigrationLoader(None, replace_migrations=False)
    applied &= loader.graph.nodes.keys()

    def is_last(key: tuple[str, str]) -> bool:
        children = loader.graph.node_map[key].children
        return not any(child.key[0] == key[0] and child.key in applied for child in children)

    return loader, sorted(key for key in applied if is_last(key))
