"""Pages as browsers ask for them, each in turn with an empty Django view on the same server."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from benchmarks.bench import CONNECTIONS, WORKERS, Bench
from benchmarks.boards import Board
from benchmarks.browser import member_of, reviewer_of
from benchmarks.load import aimed, load
from benchmarks.servers import Server, board_server, empty_server
from benchmarks.tables import Table, number, percent, percentile, spread
from benchmarks.visited import Visited, visited

HEAD = [
    "page",
    "requests/s",
    "of the empty view",
    "processor ms",
    "× empty",
    "p50 ms",
    "p99 ms",
    "p99 × empty",
    "KB",
]
NOTE = (
    f"{CONNECTIONS} connections, {WORKERS} workers; median (lowest to highest) of the rounds. The "
    "client shares the processor: processor ms, those of the server alone, are the steadier figure."
)


@dataclass
class Round:
    """One page in one round, or the empty view."""

    rate: float
    processor: float  # ms a request
    p50: float
    p99: float
    kilobytes: float


def measure(bench: Bench) -> list[Table]:
    """Return a table for each board."""
    return [_table(bench, board) for board in bench.opened()]


def _table(bench: Bench, board: Board) -> Table:
    prepared = board.prepared()
    rounds: dict[str, list[tuple[Round, Round]]] = defaultdict(list)
    with board_server(board, WORKERS) as server, empty_server(WORKERS) as empty:
        member = member_of(server.address).cookie
        reviewer = reviewer_of(server.address, prepared).cookie
        for _number in range(bench.rounds):
            for page in visited(prepared):
                cookie = reviewer if page.is_console else member
                ours = _round(bench, server, page, cookie)
                rounds[page.name].append((ours, _round(bench, empty, Visited("empty", "/"), "")))
    table = Table(f"Pages ({board.name})", HEAD, note=NOTE)
    every = [empty for pairs in rounds.values() for _ours, empty in pairs]
    table.rows.append(_row("empty view", [(one, one) for one in every]))
    table.rows += [_row(name, pairs) for name, pairs in rounds.items()]
    return table


def _round(bench: Bench, server: Server, page: Visited, cookie: str) -> Round:
    target = aimed(server.port, page.path, cookie)
    bench.complain(page.path, "" if target.title else "no such page")
    before = server.processor_seconds()
    outcome = load(target, seconds=bench.seconds, connections=CONNECTIONS)
    used = server.processor_seconds() - before
    bench.complain(page.path, dict(outcome.faults))
    return Round(
        rate=outcome.rate,
        processor=1000 * used / max(1, len(outcome.waits)),
        p50=percentile(outcome.waits, 0.5),
        p99=percentile(outcome.waits, 0.99),
        kilobytes=outcome.size / 1024,
    )


def _row(name: str, pairs: list[tuple[Round, Round]]) -> list[str]:
    ours = [pair[0] for pair in pairs]
    return [
        name,
        spread([one.rate for one in ours]),
        percent(median(one.rate / empty.rate for one, empty in pairs)),
        spread([one.processor for one in ours]),
        number(median(one.processor / max(empty.processor, 0.001) for one, empty in pairs)),
        spread([one.p50 for one in ours]),
        spread([one.p99 for one in ours]),
        number(median(one.p99 / empty.p99 for one, empty in pairs)),
        number(median(one.kilobytes for one in ours)),
    ]
