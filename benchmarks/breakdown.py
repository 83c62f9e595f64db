"""Where the time of the list page goes, layer by layer."""

from collections import defaultdict
from statistics import median

from benchmarks.bench import Bench
from benchmarks.boards import Board
from benchmarks.tables import Table, percent, spread

PATH = "/listings/"


def measure(bench: Bench) -> list[Table]:
    """A table for each board."""
    return [_table(bench, board) for board in bench.opened()]


def _table(bench: Bench, board: Board) -> Table:
    layers: dict[str, list[float]] = defaultdict(list)
    for _number in range(bench.rounds):
        for layer, milliseconds in board.inside("breakdown", path=PATH, times=bench.times).items():
            layers[layer].append(milliseconds)
    total = sum(median(values) for values in layers.values())
    table = Table(
        f"The list page, layer by layer ({board.name})",
        ["layer", "ms", "share"],
        note="Within the process, nothing cached; each layer without the others that it calls.",
    )
    for layer, values in layers.items():
        table.rows.append([layer, spread(values), percent(median(values) / total)])
    table.rows.append(["all", spread([total]), percent(1)])
    return table
