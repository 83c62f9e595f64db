"""`Among(F("pk"), keys)`: as `pk__in=keys`, for thousands of them.

A statement with a placeholder for each key is taken apart by the driver, planned and thrown away;
here they travel as one value.
"""

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


class Among(Lookup):
    """The key is one of those given."""

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
