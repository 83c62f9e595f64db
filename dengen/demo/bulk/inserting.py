"""Adding many rows of a model."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models

from dengen.database.inserting import insert_rows

# What drivers take as it is, and the fields have nothing to say about.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Add rows that have their keys."""
    fields: Sequence[Any] = model._meta.concrete_fields
    values = attrgetter(*(field.attname for field in fields))
    columns = zip(*map(values, rows), strict=True)
    prepared = zip(*map(_prepare, fields, columns), strict=True)
    insert_rows(model._meta.db_table, [field.column for field in fields], prepared)


def _prepare(field: Any, column: tuple) -> Iterable[Any]:
    kind = getattr(field, "target_field", field)
    if isinstance(kind, PLAIN):
        return column
    return [field.get_db_prep_save(value, connection) for value in column]
