"""The memory of the web processes and of the task worker: before, during and after load."""

import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.bench import CONNECTIONS, WORKERS, Bench
from benchmarks.boards import Board
from benchmarks.browser import member_of
from benchmarks.load import aimed, load
from benchmarks.servers import Server, board_server, running
from benchmarks.tables import Table, number

PATH = "/listings/"
SETTLES_SECONDS = 2


def measure(bench: Bench) -> list[Table]:
    """Return a table for each board."""
    return [_table(bench, board) for board in bench.opened()]


def _table(bench: Bench, board: Board) -> Table:
    rest = min(SETTLES_SECONDS, bench.memory_seconds)
    with (
        board_server(board, WORKERS) as web,
        running(["-m", "dengen", "worker"], board.environment) as worker,
    ):
        cookie = member_of(web.address).cookie
        time.sleep(rest)
        before = _look(web, worker)
        during = _under_load(bench, web, worker, cookie)
        time.sleep(rest)
        after = _look(web, worker)
    names = ["web, all processes", "web, the largest process", "task worker"]
    table = Table(
        f"Memory ({board.name}; {number(bench.memory_seconds)} s of load)",
        ["resident MB", "before", "highest", "at the end of the load", "after", "growth MB"],
    )
    highest = [max(moment[place] for moment in during) for place in range(len(names))]
    for place, name in enumerate(names):
        values = (before[place], highest[place], during[-1][place], after[place])
        growth = after[place] - before[place]
        table.rows.append([name, *map(number, values), number(growth)])
    return table


def _under_load(bench: Bench, web: Server, worker: Server, cookie: str) -> list[list[float]]:
    target = aimed(web.port, PATH, cookie)
    pause = min(1.0, bench.memory_seconds / 4)
    seen = []
    with ThreadPoolExecutor(1) as thread:
        loading = thread.submit(load, target, seconds=bench.memory_seconds, connections=CONNECTIONS)
        while not loading.done():
            seen.append(_look(web, worker))
            time.sleep(pause)
    bench.complain("memory", dict(loading.result().faults))
    return seen


def _look(web: Server, worker: Server) -> list[float]:
    of_web = web.memory()
    return [sum(of_web), of_web[0], sum(worker.memory())]
