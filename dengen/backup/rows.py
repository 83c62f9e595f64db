"""Rows as lines of JSON that are the same whichever database they come from.

A line is an array of the row's values in the order of the table's columns. A moment is in UTC with
microseconds, bytes are base64, the keys of an object are sorted: so the same rows have the same
checksum on SQLite and on PostgreSQL.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.functions import Collate

from dengen.database.inserting import insert_rows

ROWS_IN_MEMORY = 2000
# Who is logged in, and what was shown to them, is nobody's business later; every version brings its
# own postal codes.
LEFT_OUT = {
    "accounts_keptanswer",
    "accounts_session",
    "django_session",
    "japan_postalcode",
    "japan_postaltable",
}
READERS: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "UUIDField": UUID,
    "DecimalField": Decimal,
    "BinaryField": base64.b64decode,
}

type Model = type[models.Model]


def columns_of(model: Model) -> list[str]:
    """Return the names of the columns, in the order of a line's values."""
    return [str(field.column) for field in model._meta.concrete_fields]


def count(model: Model) -> int:
    """Return how many lines the table has."""
    return 0 if model._meta.db_table in LEFT_OUT else model._base_manager.count()


def lines_of(model: Model) -> Iterator[bytes]:
    """Return all rows of the table in the order of their keys, the same in every locale."""
    if model._meta.db_table in LEFT_OUT:
        return
    names = [field.attname for field in model._meta.concrete_fields]
    for row in (
        model._base_manager.order_by(_key(model)).values_list(*names).iterator(ROWS_IN_MEMORY)
    ):
        yield _encode([_plain(value) for value in row]).encode() + b"\n"


def insert_lines(model: Model, lines: Iterable[bytes]) -> None:
    """Add the rows that `lines_of` has told. Raise `ValueError` if a line is no such row."""
    fields = model._meta.concrete_fields
    readers = [_reader(field) for field in fields]
    insert_rows(model._meta.db_table, columns_of(model), (_values(readers, one) for one in lines))


def _values(readers: list[Any], line: bytes) -> list[Any]:
    values = json.loads(line)
    return [read(value) for read, value in zip(readers, values, strict=True)]


def _reader(field: models.Field) -> Any:
    """Return what makes the driver's value out of the line's."""
    parse = READERS.get(_target(field).get_internal_type(), lambda value: value)

    def read(value: Any) -> Any:
        if value is None and (field.null or not isinstance(field, models.JSONField)):
            return None
        # Prepared: what a model would make of typed text is no business of a copy.
        return field.get_db_prep_value(parse(value), connection, prepared=True)

    return read


def _key(model: Model) -> Any:
    key = _target(model._meta.pk)
    is_text = isinstance(key, models.CharField) and connection.vendor == "postgresql"
    return Collate("pk", "C") if is_text else "pk"


def _target(field: Any) -> models.Field:
    while field.remote_field:
        field = field.target_field
    return field


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    return value


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
