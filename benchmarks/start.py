"""From `dengen serve` to the first page."""

import time

from benchmarks.bench import WORKERS, Bench
from benchmarks.boards import Board
from benchmarks.servers import board_server
from benchmarks.tables import Table, spread


def measure(bench: Bench) -> list[Table]:
    """Return one table."""
    table = Table("Start", ["board", "seconds to the first page"], note=f"{WORKERS} workers.")
    for board in bench.opened():
        rounds = [_seconds(board) for _number in range(bench.rounds)]
        table.rows.append([board.name, spread(rounds)])
    return [table]


def _seconds(board: Board) -> float:
    began = time.monotonic()
    with board_server(board, WORKERS):
        return time.monotonic() - began
