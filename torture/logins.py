"""120 logins at once: how long a page of the list and a submission wait meanwhile.

Somebody reads the list and a member hands in listings, first quietly, then while 120 strangers log
in, each again as soon as they are answered. What a password costs must not be paid by others.
"""

from collections import Counter
from collections.abc import Sequence

from benchmarks.browser import member_of
from benchmarks.servers import board_server
from benchmarks.tables import Table, number, percentile
from torture.options import Found, Options
from torture.storm import Storm
from torture.waits import Waits

SIZE, LOGINS = 600, 120
SLOWER, WAIT = 3, 100  # times, milliseconds: more is a fault


def run(options: Options) -> Found:
    """Run each round half quiet, half stormy; return the waits of all rounds together."""
    board = options.boards.open(options.database, SIZE)
    quiet, stormy = Waits(), Waits()
    answers: Counter[str] = Counter()
    # All come from one network.
    with board_server(board, DENGEN_ADDRESS_TRIES="0") as server:
        people = member_of(server.address, 0), member_of(server.address, 1)
        people[1].get("/listings/new/")
        for _round in range(options.rounds):
            if options.stop.is_set():
                break
            quiet.measure(options.seconds, server.port, *people)
            storm = Storm(server.port, LOGINS)
            storm.start()
            stormy.measure(options.seconds, server.port, *people)
            answers += storm.stop()
    return _told(options, quiet, stormy, answers)


def _told(options: Options, quiet: Waits, stormy: Waits, answers: Counter[str]) -> Found:
    slower = percentile(stormy.pages, 0.99) / percentile(quiet.pages, 0.99)
    waited = percentile(stormy.submissions, 0.99) - percentile(quiet.submissions, 0.99)
    rows: list[Sequence[object]] = [
        ["pages of the list", f"{len(quiet.pages):,}", f"{len(stormy.pages):,}"],
        ["… median, ms", *_each(quiet.pages, stormy.pages, 0.5)],
        ["… 99th percentile, ms", *_each(quiet.pages, stormy.pages, 0.99)],
        ["submissions", len(quiet.submissions), len(stormy.submissions)],
        ["… median, ms", *_each(quiet.submissions, stormy.submissions, 0.5)],
        ["… 99th percentile, ms", *_each(quiet.submissions, stormy.submissions, 0.99)],
        ["pages and submissions that failed", quiet.failures, stormy.failures],
        ["logins answered", 0, f"{sum(answers.values()):,}"],
        ["… of them told to come later", 0, f"{answers['503']:,}"],
    ]
    faults = []
    if slower > SLOWER:
        faults.append(f"a page of the list took {slower:.1f} times its quiet time")
    if waited > WAIT:
        faults.append(f"a submission waited {waited:.0f} ms more than quietly")
    if failed := quiet.failures + stormy.failures:
        faults.append(f"{failed} pages or submissions failed")
    if unknown := set(answers) - {"200", "503"}:
        faults.append(f"logins were answered {', '.join(sorted(unknown))}")
    title = f"{LOGINS} logins at once ({options.database}, {options.rounds} rounds)"
    note = (
        f"The list's 99th percentile is {slower:.1f} times the quiet one "
        f"(at most {SLOWER}), that of submissions {waited:.0f} ms more (at most {WAIT})."
    )
    return Found(Table(title, ["what", "quietly", "meanwhile"], rows, note), faults)


def _each(quiet: list[float], stormy: list[float], share: float) -> list[str]:
    return [number(percentile(one, share)) for one in (quiet, stormy)]
