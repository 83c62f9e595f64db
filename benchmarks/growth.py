"""What more listings cost: every page uncached, on the largest board against the smallest."""

from collections import defaultdict
from statistics import median

from benchmarks.bench import Bench
from benchmarks.tables import Table, number, spread


def measure(bench: Bench) -> list[Table]:
    """Return a table for each database; the boards of all sizes take turns."""
    return [_table(bench, database) for database in bench.databases]


def _table(bench: Bench, database: str) -> Table:
    waits: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    queries: dict[str, int] = {}
    for _number in range(bench.rounds):
        for size in bench.sizes:
            board = bench.boards.open(database, size)
            listing = board.prepared()["listing"]
            for name, found in board.inside("growth", listing=listing, times=bench.times).items():
                waits[name][size].append(median(found["waits"]))
                queries[name] = found["queries"]
    table = Table(
        f"Growth ({database})",
        ["page, ms", "queries", *(f"{size:,}" for size in bench.sizes), "× smallest"],
        note="Within the process, nothing cached; the median of the rounds' medians (lowest to "
        "highest). A page far behind is compared with the first one of its tab.",
    )
    table.rows = [
        _row(name, queries[name], bench.sizes, waits[name], waits[name.partition(",")[0]])
        for name in waits
    ]
    return table


def _row(
    name: str,
    queries: int,
    sizes: tuple[int, ...],
    waits: dict[int, list[float]],
    first_page: dict[int, list[float]],
) -> list[object]:
    cells = [spread(waits[size]) if size in waits else "–" for size in sizes]
    lowest = waits.get(sizes[0]) or first_page.get(sizes[0])
    highest = waits.get(sizes[-1])
    ratio = number(median(highest) / median(lowest)) if lowest and highest else "–"
    return [name, queries, *cells, ratio]
