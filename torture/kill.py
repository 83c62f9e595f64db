"""Kill -9 at random moments under load: of the web server, of one of its processes, of the worker.

Every submission and approval that was answered must be there, once; every mail that its event
demands must have been sent, more than once only in the documented window; the trail must be whole.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.boards import Board
from benchmarks.browser import member_of, reviewer_of
from benchmarks.servers import LOG
from benchmarks.tables import Table, spread
from torture.clients import Approver, Client, Poster
from torture.comparison import answered, compare, emphasized, faults, losses
from torture.ledger import Ledger
from torture.options import Found, Options
from torture.sink import Sink
from torture.victims import Victims

SIZE, POSTERS = 600, 3  # the board's listings and, one for 200, its members
QUIET_SECONDS = (0.1, 0.9)  # of work between two kills
PATIENCE_SECONDS = 2.0  # for the load to be there
LOCKED = re.compile(r"database is locked")


@dataclass
class Kills:
    """What was killed when, under which load, and how long the board was away."""

    kinds: Counter[str] = field(default_factory=Counter)
    moments: list[float] = field(default_factory=list)  # when a worker was killed
    in_flight: list[int] = field(default_factory=list)
    away: list[float] = field(default_factory=list)


def run(options: Options) -> Found:
    """Torture one database, all rounds."""
    board = options.boards.open(options.database, SIZE)
    (board.folder / LOG).unlink(missing_ok=True)
    sink, ledger, kills = Sink(options.seed), Ledger(), Kills()
    settings = board.environment | {
        "DENGEN_MAIL_URL": sink.url,
        "DENGEN_MAIL_LEASE_SECONDS": "2",
        "DENGEN_MAIL_BURST": "200",
    }
    victims = Victims(settings, options.seed)
    try:
        clients = _clients(board, victims.address, ledger)
        _torture(options, victims, clients, (sink, ledger, kills))
        job = compare(board.folder, board.environment, ledger, sink)
    finally:
        victims.stop()
        sink.close()
    return _told(options, ledger, kills, job, _doubles(sink, kills), _locked(board.folder / LOG))


def _clients(board: Board, address: str, ledger: Ledger) -> list[Client]:
    clients: list[Client] = []
    for place in range(POSTERS):
        browser = member_of(address, place)
        browser.get("/listings/new/")
        clients.append(Poster(browser, ledger, place))
    reviewer = reviewer_of(address, board.prepared())
    reviewer.get("/console/listings/")
    return [*clients, Approver(reviewer, ledger, POSTERS)]


def _torture(
    options: Options, victims: Victims, clients: list[Client], noted: tuple[Sink, Ledger, Kills]
) -> None:
    chance = random.Random(options.seed)
    for client in clients:
        client.start()
    for _round in range(options.rounds):
        if options.stop.is_set():
            break
        time.sleep(chance.uniform(*QUIET_SECONDS))
        _kill(chance.choice(Victims.kinds), victims, *noted)
    for client in clients:
        client.stop()
    for client in clients:
        client.join(60)


def _kill(kind: str, victims: Victims, sink: Sink, ledger: Ledger, kills: Kills) -> None:
    """Kill while requests are on their way, and a worker while it hands over a mail."""
    if "worker" in kind or "all" in kind:
        sink.is_busy.wait(PATIENCE_SECONDS)
    ledger.is_loaded.wait(PATIENCE_SECONDS)
    kills.in_flight.append(ledger.in_flight)
    victims.kill(kind)
    kills.kinds[kind] += 1
    if "worker" in kind or "all" in kind:
        kills.moments.append(time.monotonic())
    away = victims.revive()
    if kind in {"the whole web server", "all of them"}:
        kills.away.append(away)


def _doubles(sink: Sink, kills: Kills) -> tuple[int, int]:
    """Return how many mails came once more, after a kill in between and without reason."""
    within = without = 0
    for moments in sink.accepted_at.values():
        for earlier, later in pairwise(moments):
            if any(earlier <= moment <= later for moment in kills.moments):
                within += 1
            else:
                without += 1
    return within, without


def _locked(log: Path) -> int:
    return len(LOCKED.findall(log.read_text("utf-8", "replace")))


def _told(  # noqa: PLR0913, PLR0917 - all that was found
    options: Options,
    ledger: Ledger,
    kills: Kills,
    job: dict[str, Any],
    doubles: tuple[int, int],
    locked: int,
) -> Found:
    within, without = doubles
    must_be_none = losses(job) | {
        "mails received twice outside the documented window": without,
        "“database is locked” in the log": locked,
    }
    rows: list[Sequence[object]] = [
        ["kills", sum(kills.kinds.values())],
        *[(f"… of {kind}", kills.kinds[kind]) for kind in Victims.kinds],
        ["requests on their way at a kill", spread(kills.in_flight)],
        ["seconds until the whole web server answered again", _spread(kills.away)],
        *answered(ledger),
        ["mails received", f"{job['mails_received']:,}"],
        ["mails received twice, in the documented window", within],
        ["events in the chain", f"{job['events']:,}"],
        *emphasized(must_be_none),
    ]
    title = f"Kill -9 under load ({options.database}, {sum(kills.kinds.values())} rounds)"
    return Found(Table(title, ["what", "count"], rows), faults(must_be_none))


def _spread(values: list[float]) -> str:
    return spread(values) if values else "–"
