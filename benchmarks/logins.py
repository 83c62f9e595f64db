"""Many logins at once: how long pages wait meanwhile, and how many a second there are at most."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from statistics import median

from benchmarks.bench import CONNECTIONS, WORKERS, Bench
from benchmarks.boards import Board
from benchmarks.browser import Browser
from benchmarks.load import Target, load, title_of
from benchmarks.open_loop import Answer, OpenLoop, get, post
from benchmarks.others import address_of, posters
from benchmarks.readers import READERS, readers
from benchmarks.servers import Server, board_server, running
from benchmarks.tables import Table, number, percentile, spread
from dengen.demo.bulk.logins import PASSWORD, login_name

BURST, RATE = 120, 50  # logins at once; pages a second
LONGER = 4  # than a page's rounds
QUICK, FEWER = 1_000, 10  # listings: on a board with fewer the burst is so many times smaller
HEAD = ["what", "a second", "p50 ms", "p99 ms", "p99 × quiet", "told to come later"]


class Knocking:
    """Members who log in, each with the right password and from an address of their own."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.answers: Counter[str] = Counter()
        self.waits: list[float] = []
        self.last = 0.0  # moment of the last answer
        self._requests = requests

    def knock(self, loop: OpenLoop, until: float = 0) -> None:
        """Let the next one log in; and, until then, another one when the answer is there."""
        loop.ask(next(self._requests), partial(self._take, loop, until, time.perf_counter()))

    @property
    def faults(self) -> dict[str, int]:
        """What was neither a login nor the request to come again later."""
        return {what: count for what, count in self.answers.items() if what not in ("in", "503")}

    def _take(self, loop: OpenLoop, until: float, asked_at: float, response: bytes) -> None:
        answer, self.last = Answer(response), time.perf_counter()
        self.answers["in" if answer.location == "/" else answer.status] += 1
        self.waits.append(1000 * (self.last - asked_at))
        if self.last < until:
            self.knock(loop, until)


class Reading:
    """Pages that are asked for when it is time; `waits` are milliseconds, by moment."""

    def __init__(self, pages: list[Target]) -> None:
        self.waits: list[tuple[float, float]] = []
        self.faults: Counter[str] = Counter()
        self._pages = cycle(pages)

    def ask(self, loop: OpenLoop, moment: float) -> None:
        """Ask for the next one, whose turn is at that moment."""
        page = next(self._pages)
        loop.ask(get(page.path, page.cookie), partial(self._take, page, moment))

    def until(self, end: float) -> list[float]:
        """Return the waits of those whose turn came before that moment."""
        return [wait for moment, wait in self.waits if moment < end]

    def _take(self, page: Target, moment: float, response: bytes) -> None:
        self.waits.append((moment, 1000 * (time.perf_counter() - moment)))
        if title_of(response) != page.title:
            self.faults[Answer(response).status] += 1


@dataclass(frozen=True)
class Round:
    """What came of a round: the pages' waits, ms, and the logins."""

    seconds: float
    pages: list[float]
    knocking: Knocking


def measure(bench: Bench) -> list[Table]:
    """Return a table for each board."""
    return [_table(bench, board) for board in bench.opened()]


def _table(bench: Bench, board: Board) -> Table:
    found = board.inside("happening", posters=posters(), waiting=0)
    burst = BURST if board.size >= QUICK else BURST // FEWER
    rounds: dict[str, list[Round]] = defaultdict(list)
    with (
        board_server(board, WORKERS) as web,
        running(["-m", "dengen", "worker"], board.environment),
    ):
        pages, requests = readers(web, found["pages"]), _requests(web, board)
        for _number in range(bench.rounds):
            load(*pages, seconds=bench.seconds, connections=CONNECTIONS)  # all is kept
            rounds["quiet"].append(_read(bench, web, pages, Knocking(requests), 0))
            rounds["busy"].append(_read(bench, web, pages, Knocking(requests), burst))
            rounds["alone"].append(_alone(bench, web, Knocking(requests)))
    return _told(bench, board, burst, rounds)


def _read(bench: Bench, web: Server, pages: list[Target], knocking: Knocking, burst: int) -> Round:
    """Return what the pages' readers waited, after so many have knocked at once."""
    loop, reading, seconds = OpenLoop(web.port), Reading(pages), LONGER * bench.seconds
    began = time.perf_counter()
    for _one in range(burst):
        knocking.knock(loop)
    for turn in range(int(RATE * seconds)):
        moment = began + turn / RATE
        loop.until(moment)
        reading.ask(loop, moment)
    loop.finish()
    end = knocking.last or began + seconds
    bench.complain("pages", dict(reading.faults))
    bench.complain("logins", knocking.faults)
    return Round(end - began, reading.until(end), knocking)


def _alone(bench: Bench, web: Server, knocking: Knocking) -> Round:
    """Return what those waited who logged in one after another, on each connection."""
    loop, began = OpenLoop(web.port), time.perf_counter()
    for _one in range(CONNECTIONS):
        knocking.knock(loop, began + LONGER * bench.seconds)
    loop.finish()
    bench.complain("logins", knocking.faults)
    return Round(knocking.last - began, [], knocking)


def _requests(web: Server, board: Board) -> Iterator[bytes]:
    visitor = Browser(web.address)
    visitor.get("/login/")
    for one in cycle(range(READERS, board.members)):
        fields = visitor.own_fields | {"login_id": login_name(one), "password": PASSWORD}
        yield post("/login/", visitor.cookie, fields, address_of(one))


def _told(bench: Bench, board: Board, burst: int, rounds: dict[str, list[Round]]) -> Table:
    table = Table(
        f"Logins ({board.name})",
        HEAD,
        note=f"{WORKERS} workers and the task worker; {bench.rounds} rounds. Pages are those of "
        "`mixed`, asked for whether or not earlier ones are answered; beside the logins those "
        "count whose turn came before the last login was answered. Alone: "
        f"{CONNECTIONS} connections.",
    )
    table.rows = [
        ["pages, quiet", RATE, *_waits(rounds["quiet"], _of_pages), "–", "–"],
        [f"pages, while {burst} log in", RATE, *_waits(rounds["busy"], _of_pages)],
        [f"these {burst}", *_logins(rounds["busy"])],
        ["logins alone", *_logins(rounds["alone"])],
    ]
    pairs = zip(rounds["quiet"], rounds["busy"], strict=True)
    ratios = [percentile(busy.pages, 0.99) / percentile(quiet.pages, 0.99) for quiet, busy in pairs]
    table.rows[1] = [*table.rows[1], number(median(ratios)), "–"]
    return table


def _of_pages(one: Round) -> list[float]:
    return one.pages


def _of_logins(one: Round) -> list[float]:
    return one.knocking.waits


def _waits(rounds: list[Round], waits: Callable[[Round], list[float]]) -> list[str]:
    return [spread([percentile(waits(one), share) for one in rounds]) for share in (0.5, 0.99)]


def _logins(rounds: list[Round]) -> list[object]:
    rates = [one.knocking.answers["in"] / one.seconds for one in rounds]
    later = sum(one.knocking.answers["503"] for one in rounds)
    return [spread(rates), *_waits(rounds, _of_logins), "–", later]
