"""Verbs a second, one after another, on a quiet board and with eight readers at work."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from statistics import mean
from typing import Any

from benchmarks.bench import CONNECTIONS, Bench
from benchmarks.boards import Board
from benchmarks.browser import member_of
from benchmarks.load import aimed, load
from benchmarks.servers import board_server
from benchmarks.tables import Table, percentile, spread

MOST_SECONDS = 600


def measure(bench: Bench) -> list[Table]:
    """Return a table for each board."""
    return [_table(bench, board) for board in bench.opened()]


def _table(bench: Bench, board: Board) -> Table:
    table = Table(
        f"Verbs ({board.name})",
        ["verb", "readers", "a second", "p99 ms", "errors", "pages/s meanwhile"],
        note="One writer. Readers ask for the list page, on two web workers of the same machine.",
    )
    board.prepared()
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    with board_server(board) as server:
        cookie = member_of(server.address).cookie
        for _number in range(bench.rounds):
            found[0].append(board.inside("verbs", times=bench.times) | {"rate": 0})
            found[CONNECTIONS].append(_beside_readers(bench, board, server.port, cookie))
    for readers, rounds in found.items():
        for verb in rounds[0]["waits"]:
            table.rows.append(_row(verb, readers, rounds))
    return table


def _beside_readers(bench: Bench, board: Board, port: int, cookie: str) -> dict[str, Any]:
    target = aimed(port, "/listings/", cookie)
    with ThreadPoolExecutor(1) as thread:
        writer = thread.submit(board.inside, "verbs", times=bench.times)
        outcome = load(target, seconds=MOST_SECONDS, connections=CONNECTIONS, until=writer.done)
        found = writer.result()
    bench.complain("readers", dict(outcome.faults))
    bench.complain("verbs", found["faults"])
    return found | {"rate": outcome.rate}


def _row(verb: str, readers: int, rounds: list[dict[str, Any]]) -> list[object]:
    waits = [one["waits"][verb] for one in rounds]
    errors = sum(
        count
        for one in rounds
        for what, count in one["faults"].items()
        if what.startswith(f"{verb}:")
    )
    return [
        verb,
        readers,
        spread([1000 / mean(one) for one in waits]),
        spread([percentile(one, 0.99) for one in waits]),
        errors,
        spread([one["rate"] for one in rounds]) if readers else "–",
    ]
