"""What a backup says of itself: where it comes from, and what must be in it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from django.db import connection

from dengen import VERSION, clock
from dengen.backup import sequences
from dengen.backup.tables import Migrations, Model
from dengen.events.digests import key_mark
from dengen.events.models import Event, Seal, Version

FORMAT = 2
PROGRAM = "dengen"


@dataclass(frozen=True)
class Table:
    """The rows of one table, as they must be: the lines' bytes and their SHA-256 (see rows.py)."""

    columns: list[str]
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What is told here was read in the same snapshot as the rows.

    `head` is the end of the chain of seals, as `dengen audit verify` tells it; `last_event` the
    number of the last event, sealed or not; `key_mark` tells the key of the seals from another;
    `sequences` are the last numbers that tables gave their rows.
    """

    database: str
    migrations: list[str]
    tables: dict[str, Table]
    sequences: dict[str, int]
    last_event: int
    head: str
    board_version: int
    key_mark: str
    made_at: str
    version: str = VERSION
    format: int = FORMAT
    program: str = PROGRAM

    @classmethod
    def of_board(
        cls, migrations: Migrations, tables: dict[str, Table], models: list[Model], **told: str
    ) -> Self:
        """Return what is to be said of the database as it is now, but for what is `told`."""
        own: dict[str, Any] = {"key_mark": key_mark(), "made_at": clock.now().isoformat()}
        head = Seal.objects.values_list("number", "digest").last()
        return cls(
            database=connection.vendor,
            migrations=[f"{app}.{name}" for app, name in migrations],
            tables=tables,
            sequences=sequences.read(models),
            last_event=Event.objects.values_list("pk", flat=True).last() or 0,
            head=f"{head[0]}:{head[1]}" if head else "",
            board_version=Version.objects.of_everything(),
            **own | told,
        )

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Self:
        """Return what was written as JSON. Raise `ValueError`, `TypeError` or `LookupError`."""
        tables = {name: Table(**table) for name, table in values["tables"].items()}
        manifest = cls(**values | {"tables": tables})
        datetime.fromisoformat(manifest.made_at)
        return manifest

    def to_json(self) -> bytes:
        """Return the JSON for the file."""
        return json.dumps(asdict(self), indent=2).encode()

    @property
    def backed_up_at(self) -> datetime:
        """The moment of the snapshot."""
        return datetime.fromisoformat(self.made_at)

    @property
    def state(self) -> Migrations:
        """The migrations, as Django names them."""
        return [(app, name) for app, _dot, name in (one.partition(".") for one in self.migrations)]

    @property
    def size(self) -> int:
        """The bytes of all rows."""
        return sum(table.size for table in self.tables.values())

    def rows(self, table: str) -> int:
        """Return how many rows of the table are in it."""
        return self.tables[table].rows if table in self.tables else 0
