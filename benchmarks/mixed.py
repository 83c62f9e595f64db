"""Pages while things happen: readers ask one after another, others act without waiting for them.

Quiet and busy rounds take turns, and an empty view goes before each pair: what else the machine
does hits all three.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

from benchmarks.bench import CONNECTIONS, WORKERS, Bench
from benchmarks.boards import Board
from benchmarks.counted import SETTINGS, page_gets
from benchmarks.crowd import Happened
from benchmarks.load import Outcome, Target, aimed, load
from benchmarks.others import Others, approvals, gather, others, posters
from benchmarks.readers import READERS, readers
from benchmarks.servers import Server, board_server, empty_server, running
from benchmarks.tables import Table, number, percent, percentile, spread

RATES = (1, 5, 20)  # events a second
LONGER = 4  # than a page's rounds: at one event a second a round needs some
QUICK = 1_000  # listings: of a board with fewer, the last rate alone
HEAD = [
    "events/s",
    "done in time",
    "late",
    "event p99 ms",
    "requests/s",
    "of quiet",
    "of the empty view",
    "p50 ms",
    "p99 ms",
    "p99 × quiet",
    "processor ms",
    "in memory",
    "shared",
    "errors",
]


@dataclass
class Round:
    """What the readers got; `processor` is what the web processes used, ms a request.

    `gets` tells how many pages were found in memory, found with another process, and made.
    """

    read: Outcome
    processor: float
    gets: Counter[str]
    happened: Happened

    @property
    def p99(self) -> float:
        """What one of a hundred pages took longer than, ms."""
        return percentile(self.read.waits, 0.99)

    def share(self, where: str) -> float:
        """Return the share of pages that were there."""
        return self.gets[where] / max(1, self.gets.total())


type Pair = tuple[Outcome, Round, Round]  # empty view, quiet, busy


def measure(bench: Bench) -> list[Table]:
    """Return a table for each board."""
    return [_table(bench, board) for board in bench.opened()]


def _table(bench: Bench, board: Board) -> Table:
    rates = RATES if board.size >= QUICK else RATES[-1:]
    events = sum(rates) * LONGER * bench.seconds * bench.rounds
    found = board.inside("happening", posters=posters(), waiting=approvals(events))
    pairs: dict[int, list[Pair]] = defaultdict(list)
    with (
        board_server(board, WORKERS, **SETTINGS) as web,
        running(["-m", "dengen", "worker"], board.environment) as worker,
        empty_server(WORKERS) as empty,
        others(gather(web, board, found)) as crowd,
    ):
        worker.settle()
        pages, nothing = readers(web, found["pages"]), aimed(empty.port, "/")
        for _number in range(bench.rounds):
            for rate in rates:
                bare = load(nothing, seconds=bench.seconds, connections=CONNECTIONS)
                load(*pages, seconds=bench.seconds, connections=CONNECTIONS)  # all is kept again
                quiet = _round(bench, web, pages)
                pairs[rate].append((bare, quiet, _round(bench, web, pages, crowd, rate)))
    return _told(bench, board, len(pages), pairs)


def _round(
    bench: Bench, web: Server, pages: list[Target], crowd: Others | None = None, rate: float = 0
) -> Round:
    seconds = LONGER * bench.seconds
    gets = page_gets(web)
    if crowd:
        crowd.begin(rate, seconds)
    used = -web.processor_seconds()
    read = load(*pages, seconds=seconds, connections=CONNECTIONS)
    used += web.processor_seconds()
    happened = crowd.end() if crowd else Happened(seconds)
    gets = page_gets(web) - gets
    bench.complain("pages", dict(read.faults))
    bench.complain("events", dict(happened.faults))
    return Round(read, 1000 * used / max(1, len(read.waits)), gets, happened)


def _told(bench: Bench, board: Board, pages: int, pairs: dict[int, list[Pair]]) -> Table:
    table = Table(
        f"Mixed ({board.name})",
        HEAD,
        note=f"{pages} addresses of {READERS} readers, {CONNECTIONS} connections, {WORKERS} "
        f"workers and the task worker; {bench.rounds} rounds of {LONGER * bench.seconds:g} s. "
        "Median (lowest to highest). Processor ms are those of the web processes for a page, "
        "with what the events cost them. In memory and shared are the shares of pages that the "
        "process itself had, and that another one had made.",
    )
    every = [pair for found in pairs.values() for pair in found]
    table.rows.append(_row(0, [(bare, quiet, quiet) for bare, quiet, _busy in every]))
    table.rows += [_row(rate, found) for rate, found in pairs.items()]
    return table


def _row(rate: int, pairs: list[Pair]) -> list[object]:
    rounds = [busy for _bare, _quiet, busy in pairs]
    events = [wait for one in rounds for wait in one.happened.waits]
    return [
        rate,
        number(median(one.happened.done / one.happened.seconds for one in rounds)),
        sum(one.happened.late for one in rounds),
        number(percentile(events, 0.99)) if events else "–",
        spread([one.read.rate for one in rounds]),
        percent(median(busy.read.rate / quiet.read.rate for _bare, quiet, busy in pairs)),
        percent(median(busy.read.rate / bare.rate for bare, _quiet, busy in pairs)),
        spread([percentile(one.read.waits, 0.5) for one in rounds]),
        spread([one.p99 for one in rounds]),
        number(median(busy.p99 / quiet.p99 for _bare, quiet, busy in pairs)),
        spread([one.processor for one in rounds]),
        *(percent(median(one.share(where) for one in rounds)) for where in ("in memory", "shared")),
        sum((one.read.faults + one.happened.faults).total() for one in rounds),
    ]
