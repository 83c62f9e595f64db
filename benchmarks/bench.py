"""What a run of measurements shares: its options, and the boards."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.boards import Board, Boards

WORKERS, CONNECTIONS = 2, 8


@dataclass
class Bench:
    """One run. `seconds` is how long a page is asked for in one round."""

    boards: Boards
    databases: tuple[str, ...] = ("sqlite",)
    sizes: tuple[int, ...] = (10_000,)
    rounds: int = 3
    seconds: float = 3
    memory_seconds: float = 60
    times: int = 30  # how often one thing is repeated in one round, where seconds don't count
    faults: list[str] = field(default_factory=list)

    def opened(self) -> Iterator[Board]:
        """Return every board of this run."""
        for database in self.databases:
            for size in self.sizes:
                yield self.boards.open(database, size)

    def complain(self, where: str, faults: object) -> None:
        """Note that something went wrong: the run ends with an error."""
        if faults:
            self.faults.append(f"{where}: {faults}")
