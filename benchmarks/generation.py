"""How long `dengen generate` takes, on a new board."""

import time

from benchmarks.bench import Bench
from benchmarks.boards import generate
from benchmarks.tables import Table, number


def measure(bench: Bench) -> list[Table]:
    """Return one table."""
    table = Table("Generating", ["board", "seconds", "listings/s"])
    for database in bench.databases:
        for size in bench.sizes:
            board = bench.boards.empty(database)
            began = time.monotonic()
            generate(board.environment, size)
            seconds = time.monotonic() - began
            name = f"{database}, {size:,}"
            table.rows.append([name, number(seconds), number(size / seconds)])
    return [table]
