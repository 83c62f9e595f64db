"""A mail server that takes connections and mails, and then says nothing, again and again.

Nobody's page or submission may wait for it, and what piled up meanwhile must reach everybody once.
"""

import time
from collections.abc import Sequence

from benchmarks.boards import inside
from benchmarks.browser import member_of
from benchmarks.servers import board_server, running
from benchmarks.tables import Table, number, percentile, spread
from torture.comparison import compare, emphasized, faults, losses
from torture.ledger import Ledger
from torture.options import Found, Options
from torture.sink import Sink
from torture.waits import Waits

SIZE = 600
TIMEOUT_SECONDS = 1  # for each answer of the mail server
WAIT = 100  # milliseconds that a submission may take more: more is a fault


def run(options: Options) -> Found:
    """Run each round half answering, half hanging; then all is sent."""
    board = options.boards.open(options.database, SIZE)
    sink, ledger = Sink(options.seed), Ledger()
    answering, hanging, back = Waits(), Waits(), []
    mail = {
        "DENGEN_MAIL_URL": sink.url,
        "DENGEN_MAIL_TIMEOUT_SECONDS": str(TIMEOUT_SECONDS),
        "DENGEN_MAIL_BURST": "200",
    }
    try:
        with (
            board_server(board, 2, **mail) as server,
            running(["-m", "dengen", "worker"], board.environment | mail),
        ):
            people = member_of(server.address, 0), member_of(server.address, 1)
            people[1].get("/listings/new/")
            for _round in range(options.rounds):
                if options.stop.is_set():
                    break
                with answering.measured(server.port, *people, ledger):
                    time.sleep(options.seconds)
                sink.hangs.set()
                with hanging.measured(server.port, *people, ledger):
                    time.sleep(options.seconds)
                sink.hangs.clear()
                began = time.monotonic()
                inside(board.environment | mail, "torture.jobs.settle")
                back.append(time.monotonic() - began)
            job = compare(board.folder, board.environment | mail, ledger, sink)
    finally:
        sink.hangs.clear()
        sink.close()
    return _told(options, (answering, hanging), job, sink, back)


def _told(
    options: Options, waits: tuple[Waits, Waits], job: dict, sink: Sink, back: list[float]
) -> Found:
    answering, hanging = waits
    twice = sum(len(moments) - 1 for moments in sink.accepted_at.values())
    must_be_none = losses(job) | {
        "mails received twice": twice,
        "pages and submissions that failed": answering.failures + hanging.failures,
    }
    waited = percentile(hanging.submissions, 0.99) - percentile(answering.submissions, 0.99)
    rows: list[Sequence[object]] = [
        ["pages of the list", len(answering.pages), len(hanging.pages)],
        ["… 99th percentile, ms", *_each(answering.pages, hanging.pages)],
        ["submissions", len(answering.submissions), len(hanging.submissions)],
        ["… 99th percentile, ms", *_each(answering.submissions, hanging.submissions)],
        ["seconds from its return until all was sent", "", spread(back)],
        *[[what, "", count] for what, count in emphasized(must_be_none)],
    ]
    found = faults(must_be_none)
    if waited > WAIT:
        found.append(f"a submission waited {waited:.0f} ms more")
    title = f"A mail server that hangs ({options.database}, {options.rounds} rounds)"
    note = f"Submissions took {waited:.0f} ms more at the 99th percentile (at most {WAIT})."
    return Found(Table(title, ["what", "answering", "hanging"], rows, note), found)


def _each(one: list[float], other: list[float]) -> list[str]:
    return [number(percentile(waits, 0.99)) for waits in (one, other)]
