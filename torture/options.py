"""What a run is told, and what it tells."""

from dataclasses import dataclass, field
from threading import Event

from benchmarks.boards import Boards
from benchmarks.tables import Table


@dataclass(frozen=True)
class Options:
    """`database` is "sqlite" or "postgresql"; the same `seed` breaks the same things."""

    boards: Boards
    database: str
    rounds: int
    seed: int
    stop: Event  # set by Ctrl-C or a polite kill: the rounds end, and what was found is told
    seconds: float = 10.0  # of each half of a round, where one is quiet and the other is not
    businesses: int = 10_000  # on a list, for each round


@dataclass
class Found:
    """A table for people; `faults` is empty if nothing was lost."""

    table: Table
    faults: list[str] = field(default_factory=list)
