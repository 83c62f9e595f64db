"""What the console's pages cost with thousands that wait, on the largest board and the smallest."""

from collections import defaultdict
from statistics import median

from benchmarks.bench import Bench
from benchmarks.tables import Table, number, spread

WAITING = 5_000
FEWER = 50  # times, where the boards of this run are only there to see that it runs
QUICK = 1_000  # listings


def measure(bench: Bench) -> list[Table]:
    """Return a table for each database; the boards of all sizes take turns."""
    return [_table(bench, database) for database in bench.databases]


def _table(bench: Bench, database: str) -> Table:
    waiting = WAITING // (FEWER if bench.sizes[-1] < QUICK else 1)
    processor: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    queries: dict[str, int] = {}
    for _number in range(bench.rounds):
        for size in bench.sizes:
            board = bench.boards.open(database, size)
            found = board.inside("console", waiting=waiting, times=bench.times)
            for name, page in found.items():
                processor[name][size].append(median(page["processor"]))
                queries[name] = page["queries"]
    table = Table(
        f"The console, {waiting:,} applications and {waiting:,} listings waiting ({database})",
        ["page, processor ms", "queries", *(f"{size:,}" for size in bench.sizes), "× smallest"],
        note="Within the process, nothing cached, the web process alone; the median of the rounds' "
        "medians (lowest to highest). The trail is sealed and added up.",
    )
    smallest, largest = bench.sizes[0], bench.sizes[-1]
    for name, by_size in processor.items():
        ratio = median(by_size[largest]) / median(by_size[smallest])
        cells = [spread(by_size[size]) for size in bench.sizes]
        table.rows.append([name, queries[name], *cells, number(ratio)])
    return table
