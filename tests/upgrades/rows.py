"""A board's rows in a form that every database takes, as the models of any migration state."""

import json
import lzma
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.encoding import is_protected_type

SNAPSHOTS = Path(__file__).parent / "snapshots"
OURS = {"accounts", "backup", "events", "listings", "mail"}
# Who is logged in, and a number that triggers keep.
NOT_KEPT = {"accounts.session", "events.version", "events.ownversion"}

type Rows = dict[str, list[dict[str, Any]]]


def read_snapshot(name: str) -> dict[str, Any]:
    """That of a release: its `targets` of migrations, the `head` of its trail, its `rows`."""
    with lzma.open(SNAPSHOTS / f"{name}.json.xz", "rt", encoding="utf-8") as file:
        return json.load(file)


def write_snapshot(name: str, snapshot: dict[str, Any]) -> Path:
    """Keeps it, and returns where."""
    path = SNAPSHOTS / f"{name}.json.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write(as_text(snapshot))
    return path


def as_text(things: Any) -> str:
    """As JSON; a moment keeps its microseconds, which Django's own encoder cuts off."""
    return json.dumps(things, ensure_ascii=False, default=_as_plain)


def _as_plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def dump(apps: Apps) -> Rows:
    """All rows of the board, in the order of their keys."""
    return {
        model._meta.label_lower: [_as_values(row) for row in model._base_manager.order_by("pk")]
        for model in _models(apps)
    }


def load(apps: Apps, rows: Rows) -> None:
    """Inserts the rows; what this state of the models doesn't know is left out."""
    with transaction.atomic():
        for model in _models(apps):
            fields = {field.name: field for field in model._meta.concrete_fields}
            objects = [
                model(**_as_attributes(fields, row))
                for row in rows.get(model._meta.label_lower, [])
            ]
            model._base_manager.bulk_create(objects, batch_size=200)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_models(apps))):
            cursor.execute(statement)


def _models(apps: Apps) -> Iterable[type[models.Model]]:
    kept = [model for model in apps.get_models() if model._meta.app_label in OURS]
    return [model for model in kept if model._meta.label_lower not in NOT_KEPT]


def _as_values(row: models.Model) -> dict[str, Any]:
    return {field.name: _as_value(field, row) for field in row._meta.concrete_fields}


def _as_value(field: models.Field, row: models.Model) -> Any:
    value = field.value_from_object(row)
    return value if is_protected_type(value) else field.value_to_string(row)


def _as_attributes(fields: dict[str, models.Field], row: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in row.items() if name in fields}
    return {fields[name].attname: _read(fields[name], value) for name, value in known.items()}


def _read(field: models.Field, value: Any) -> Any:
    target = field.target_field if field.is_relation else field
    return None if value is None else target.to_python(value)
