"""The crowd in a process of its own, so that it keeps its time while pages are asked for."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection as Pipe
from typing import Any

from benchmarks.boards import Board
from benchmarks.browser import Browser, member_of, reviewer_of
from benchmarks.crowd import SHARES, Crowd, Happened, Happenings, Person
from benchmarks.readers import READERS
from benchmarks.servers import Server
from dengen.demo.bulk.logins import login_name

POSTERS, MEMBERS = 4, 50  # at most so many members log in and out


class Others:
    """Do what they do while something else is done."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe

    def begin(self, rate: float, seconds: float) -> None:
        """Let so many events a second happen for so long."""
        self._pipe.send((rate, seconds))

    def end(self) -> Happened:
        """Return what became of them, once all are answered."""
        found = self._pipe.recv()
        if isinstance(found, Exception):
            raise found
        return found


@contextmanager
def others(crowd: Crowd) -> Iterator[Others]:
    """Yield them, ready."""
    context = multiprocessing.get_context("spawn")
    pipe, end = context.Pipe()
    process = context.Process(target=_live, args=(crowd, end), daemon=True)
    process.start()
    pipe.recv()
    try:
        yield Others(pipe)
    finally:
        process.terminate()
        process.join()


def gather(server: Server, board: Board, found: dict[str, Any]) -> Crowd:
    """Return the crowd, all of them logged in; `found` is what the job has found."""
    visitor = Browser(server.address)
    visitor.get("/login/")
    reviewer = reviewer_of(server.address, board.prepared())
    reviewer.get("/console/listings/")
    first = READERS + POSTERS
    last = min(first + MEMBERS, board.members)
    return Crowd(
        port=server.port,
        visitor=_person(visitor, 0),
        members=[_member(server, number) for number in range(first, last)],
        posters=[_member(server, number) for number in range(READERS, first)],
        reviewer=_person(reviewer, 0),
        waiting=found["waiting"],
        accounts=found["accounts"],
        areas=found["areas"],
    )


def posters() -> list[str]:
    """Return the login IDs of those who hand in listings."""
    return [login_name(number) for number in range(READERS, READERS + POSTERS)]


def address_of(number: int) -> str:
    """Return the network address of that member."""
    return f"10.0.{number // 250}.{number % 250 + 1}"


def approvals(events: float) -> int:
    """Return how many listings must wait if so many events are to happen; rather too many."""
    return int(events * SHARES["approval"] / sum(SHARES.values())) + SHARES["approval"]


def _member(server: Server, number: int) -> Person:
    return _person(member_of(server.address, number), number)


def _person(browser: Browser, number: int) -> Person:
    return Person(login_name(number), browser.cookie, browser.own_fields, address_of(number))


def _live(crowd: Crowd, pipe: Pipe) -> None:
    happenings = Happenings(crowd)
    pipe.send("ready")
    while True:
        try:
            pipe.send(happenings.run(*pipe.recv()))
        except (OSError, IndexError, KeyError, TimeoutError) as error:
            pipe.send(error)
