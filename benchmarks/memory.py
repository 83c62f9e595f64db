"""The memory of the web processes and of the task worker, and SQLite's log, under mixed load."""

import time
from collections.abc import Iterator
from itertools import batched, count
from pathlib import Path
from typing import NamedTuple

from benchmarks.bench import WORKERS, Bench
from benchmarks.boards import Board
from benchmarks.logins import Reading
from benchmarks.open_loop import OpenLoop
from benchmarks.others import Others, approvals, gather, others, posters
from benchmarks.readers import READERS, readers
from benchmarks.servers import Server, board_server, running
from benchmarks.tables import Table, number

PAGES, EVENTS = 50, 5  # a second
SETTLES_SECONDS = 2
MOMENTS = 4  # that the table shows: the ends of so many equal parts of the time
HEAD = ["MiB", "before", *(f"{part}/{MOMENTS}" for part in range(1, MOMENTS + 1)), "highest"]


class Moment(NamedTuple):
    """MiB at one moment; `log` is SQLite's write-ahead log."""

    web: float
    largest: float
    worker: float
    log: float


NAMES = ["web, all processes", "web, the largest process", "task worker", "write-ahead log"]


def measure(bench: Bench) -> list[Table]:
    """Return a table for each board."""
    return [_table(bench, board) for board in bench.opened()]


def _table(bench: Bench, board: Board) -> Table:
    seconds = bench.memory_seconds
    found = board.inside("happening", posters=posters(), waiting=approvals(EVENTS * seconds))
    with (
        board_server(board, WORKERS) as web,
        running(["-m", "dengen", "worker"], board.environment) as worker,
        others(gather(web, board, found)) as crowd,
    ):
        pages = Reading(readers(web, found["pages"]))
        time.sleep(min(SETTLES_SECONDS, seconds))
        before = _look(board, web, worker)
        seen = _under_load(bench, (board, web, worker), pages, crowd)
    bench.complain("pages", dict(pages.faults))
    table = Table(
        f"Memory ({board.name}; {number(seconds)} s of load)",
        HEAD,
        note=f"{PAGES} pages a second of {READERS} readers, {EVENTS} events a second of others, as "
        f"in `mixed`; {WORKERS} workers and the task worker.",
    )
    ends = [part[-1] for part in batched(seen, max(1, len(seen) // MOMENTS))][:MOMENTS]
    for name, *values in zip(NAMES, before, *ends, map(max, zip(*seen, strict=True)), strict=True):
        table.rows.append([name, *map(number, values)])
    return table


def _under_load(
    bench: Bench, looked_at: tuple[Board, Server, Server], pages: Reading, crowd: Others
) -> list[Moment]:
    _board, web, _worker = looked_at
    loop, seen = OpenLoop(web.port), []
    crowd.begin(EVENTS, bench.memory_seconds)
    began = time.perf_counter()
    looks = _every(min(1, bench.memory_seconds / MOMENTS), began)
    for turn in range(int(PAGES * bench.memory_seconds)):
        loop.until(moment := began + turn / PAGES)
        pages.ask(loop, moment)
        if next(looks):
            seen.append(_look(*looked_at))
    loop.finish()
    bench.complain("events", dict(crowd.end().faults))
    return [*seen, _look(*looked_at)]


def _every(seconds: float, began: float) -> Iterator[bool]:
    """Yield, as often as asked, whether so many seconds have passed since the last time."""
    for turn in count():
        while time.perf_counter() < began + turn * seconds:
            yield False
        yield True


def _look(board: Board, web: Server, worker: Server) -> Moment:
    of_web = web.memory()
    logs = Path(board.environment["DENGEN_DATA_DIR"]).glob("*-wal")
    log = sum(file.stat().st_size for file in logs) / 2**20
    return Moment(sum(of_web), of_web[0], sum(worker.memory()), log)
