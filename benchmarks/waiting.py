"""What the queue of applications costs when thousands wait, narrowed to those with a flag."""

from statistics import median

from benchmarks.bench import Bench
from benchmarks.tables import Table, number

WAITING, MEMBERS = 5_000, 20_000
FEWER = 50  # times, where the boards of this run are only there to see that it runs
QUICK = 1_000  # listings


def measure(bench: Bench) -> list[Table]:
    """Return a table for each database, on a board of its own: `generate` leaves none waiting."""
    return [_table(bench, database) for database in bench.databases]


def _table(bench: Bench, database: str) -> Table:
    part = FEWER if bench.sizes[-1] < QUICK else 1
    waiting, members = WAITING // part, MEMBERS // part
    board = bench.boards.empty(database)
    found = board.inside("waiting", waiting=waiting, members=members, times=bench.times)
    table = Table(
        f"Applications, {waiting:,} waiting beside {members:,} members ({database})",
        ["page, ms", "queries", "processor", "p50", "slowest"],
        note="Within the process, nothing cached. Processor is the web process's own, the median.",
    )
    for name, page in found.items():
        cells = [median(page["processor"]), median(page["waits"]), max(page["waits"])]
        table.rows.append([name, page["queries"], *map(number, cells)])
    return table
