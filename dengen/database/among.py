"""`Among(F("pk"), keys)`: as `pk__in=keys`, for thousands of them.

A statement with a placeholder for each key is taken apart by the driver, planned and thrown away;
here they travel as one value.
"""

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Lookup, Value
from django.db.models.sql.compiler import SQLCompiler


class Keys(Field):
    """Many keys, as one value."""

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: FBT001, FBT002 - Django's
    ) -> Any:
        """Return an array, in JSON where the database has no arrays."""
        return json.dumps(list(value)) if connection.vendor == "sqlite" else list(value)


class Among(Lookup):
    """The key is one of those given."""

    prepare_rhs = False

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Compare with the elements of an array in JSON."""
        left, params = self.process_lhs(compiler, connection)
        statement = f"{left} IN (SELECT value FROM json_each(%s))"  # noqa: S608  # a column's name
        return statement, [*params, self._keys(connection)]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Compare with the elements of an array."""
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*params, self._keys(connection)]

    def _keys(self, connection: BaseDatabaseWrapper) -> Any:
        """Return them as the parameter; in a prepared query, the place where they will stand."""
        is_place = isinstance(self.rhs, Value)
        return self.rhs if is_place else Keys().get_db_prep_value(self.rhs, connection)
