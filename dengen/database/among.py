"""`pk__among=keys`: as `__in`, for thousands of keys.

A statement with a placeholder for each key is taken apart by the driver, planned and thrown away;
here they travel as one value. Import this module where the lookup is used.
"""

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigAutoField, Lookup
from django.db.models.sql.compiler import SQLCompiler


@BigAutoField.register_lookup
class Among(Lookup):
    """The key is one of those given."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Compare with the elements of an array in JSON."""
        left, params = self.process_lhs(compiler, connection)
        keys = json.dumps(list(self.rhs))
        statement = f"{left} IN (SELECT value FROM json_each(%s))"  # noqa: S608  # a column's name
        return statement, [*params, keys]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Compare with the elements of an array."""
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*params, list(self.rhs)]
