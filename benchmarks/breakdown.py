"""Where the time of the list page goes, layer by layer."""

from collections import defaultdict
from statistics import median

from benchmarks.bench import Bench
from benchmarks.boards import Board
from benchmarks.tables import Table, percent, spread

PATH = "/listings/"


def measure(bench: Bench) -> list[Table]:
    """Return two tables for each board: the page made anew, and the page that was kept."""
    return [
        _table(bench, board, is_kept=is_kept)
        for board in bench.opened()
        for is_kept in (False, True)
    ]


def _table(bench: Bench, board: Board, *, is_kept: bool) -> Table:
    layers: dict[str, list[float]] = defaultdict(list)
    for _number in range(bench.rounds):
        found = board.inside("breakdown", path=PATH, times=bench.times, is_kept=is_kept)
        for layer, milliseconds in found.items():
            layers[layer].append(milliseconds)
    total = sum(median(values) for values in layers.values())
    table = Table(
        f"The list page, {'kept' if is_kept else 'made anew'}, layer by layer ({board.name})",
        ["layer", "ms", "share"],
        note="Within the process; each layer without the others that it calls.",
    )
    for layer, values in layers.items():
        table.rows.append([layer, spread(values), percent(median(values) / total)])
    table.rows.append(["all", spread([total]), percent(1)])
    return table
