"""What a backup says of itself: where it comes from, and what must be in it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

from django.db import connection

from dengen import VERSION
from dengen.events.digests import key_mark
from dengen.events.models import Event, Seal, Version
from dengen.japan import clock

FORMAT = 1
PROGRAM = "dengen"

type Ask = Callable[[str], Sequence[tuple[Any, ...]]]


@dataclass(frozen=True)
class Part:
    """One file of the backup, as it must be."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """All but `parts` is told by the very snapshot that is backed up.

    `head` is the end of the chain of seals, as `dengen audit verify` tells it; `last_event` the
    number of the last event, sealed or not; `key_mark` tells the key of the seals from another.
    """

    database: str
    migrations: list[str]
    counts: dict[str, int]
    last_event: int
    head: str
    board_version: int
    key_mark: str
    made_at: str
    parts: dict[str, Part] = field(default_factory=dict)
    version: str = VERSION
    format: int = FORMAT
    program: str = PROGRAM

    @classmethod
    def of_snapshot(cls, ask: Ask) -> Self:
        """Gathered by `ask`, which runs a query on the snapshot and returns its rows."""
        tables = connection.introspection.django_table_names(only_existing=True)
        heads = ask(f"SELECT number, digest FROM {_table(Seal)} ORDER BY number DESC LIMIT 1")  # noqa: S608 - names of our own
        migrations = ask("SELECT app, name FROM django_migrations ORDER BY id")
        return cls(
            database=connection.vendor,
            migrations=[f"{app}.{name}" for app, name in migrations],
            counts={table: _number(ask, f"SELECT count(*) FROM {table}") for table in tables},  # noqa: S608
            last_event=_number(ask, f"SELECT max(id) FROM {_table(Event)}"),  # noqa: S608
            head=f"{heads[0][0]}:{heads[0][1]}" if heads else "",
            board_version=_number(ask, f"SELECT max(number) FROM {_table(Version)}"),  # noqa: S608
            key_mark=key_mark(),
            made_at=clock.now().isoformat(),
        )

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Raises `ValueError`, `TypeError` or `LookupError` if it is none."""
        values = json.loads(text)
        values["parts"] = {name: Part(**part) for name, part in values["parts"].items()}
        manifest = cls(**values)
        datetime.fromisoformat(manifest.made_at)
        return manifest

    def to_json(self) -> bytes:
        """For the file."""
        return json.dumps(asdict(self), indent=2).encode()

    @property
    def backed_up_at(self) -> datetime:
        """The moment of the snapshot."""
        return datetime.fromisoformat(self.made_at)


def _table(model: Any) -> str:
    return model._meta.db_table


def _number(ask: Ask, statement: str) -> int:
    return ask(statement)[0][0] or 0
