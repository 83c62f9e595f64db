"""A number for each topic, which grows with each step that changes what pages on it show.

What was read from the database under some versions stays true while they are the same. Whoever
caches such a thing asks for the numbers first and keeps them with the thing, on one machine or on
ten. They are read together with the session (`COLUMNS` and `TABLES`).

They are written last in a transaction. On PostgreSQL each connection counts in one of several rows,
and a number is their sum: so no two steps at a time wait for each other, but on SQLite, where they
do anyway.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from dengen.database.before_commit import can_wait, gathered
from dengen.database.read_only import without_read_only
from dengen.events.topics import Topic

STRIPES = 8
STRIPE = {"postgresql": f"pg_backend_pid() %% {STRIPES} + 1", "sqlite": "1"}
SHARED = (Topic.BOARD, Topic.DESK, Topic.NOTICES, Topic.ALL)
STEP_SHARED = """
INSERT INTO events_version (id, board, desk, notices, number) VALUES ({stripe}, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET
    board = events_version.board + EXCLUDED.board,
    desk = events_version.desk + EXCLUDED.desk,
    notices = events_version.notices + EXCLUDED.notices,
    number = events_version.number + EXCLUDED.number
"""
STEP_OWN = """
INSERT INTO events_ownversion (account, number) VALUES {rows}
ON CONFLICT (account) DO UPDATE SET number = events_ownversion.number + 1
"""
# More accounts at a time than this, and it is a step of everything.
MOST_OWN = 100

# A sum of PostgreSQL's is a `numeric`.
SUMS = ", ".join(
    f"CAST(COALESCE(SUM({sum_of}), 0) AS bigint) AS {name}"
    for name, sum_of in {
        "board": "board + number",
        "desk": "desk + number",
        "notices": "notices + number",
        "number": "number",
    }.items()
)
# For the query of a row with `account_id`: what it selects, and what it joins.
COLUMNS = "shared.board, shared.desk, shared.notices, shared.number + COALESCE(own.number, 0)"
TABLES = f"""
CROSS JOIN (
    SELECT {SUMS} FROM events_version
) AS shared
LEFT JOIN events_ownversion AS own ON own.account = account_id
"""  # noqa: S608 - names of our own

# Tests that never commit set this to False.
IS_WRITTEN_LAST = True


class Versions(NamedTuple):
    """The numbers that one reader's pages depend on."""

    board: int
    desk: int
    notices: int
    own: int

    def of(self, topics: Topic) -> tuple[int, ...]:
        """Return those of these topics."""
        return tuple(
            number
            for topic, number in zip(
                (Topic.BOARD, Topic.DESK, Topic.NOTICES, Topic.ACCOUNT), self, strict=True
            )
            if topic in topics
        )


NO_VERSIONS = Versions(0, 0, 0, 0)


@dataclass
class Steps:
    """What a transaction has changed so far."""

    topics: Topic = Topic.NONE
    accounts: set[int] = field(default_factory=set)

    def write(self) -> None:
        """Step the versions. Rows are taken in one order, so that nobody waits in a circle."""
        if len(self.accounts) > MOST_OWN:
            self.topics |= Topic.ALL
        stepped = [int(topic in self.topics) for topic in SHARED]
        with without_read_only(), connection.cursor() as cursor:
            if any(stepped):
                cursor.execute(STEP_SHARED.format(stripe=STRIPE[connection.vendor]), stepped)
            if self.accounts and Topic.ALL not in self.topics:
                own = sorted(self.accounts)
                cursor.execute(STEP_OWN.format(rows=", ".join(["(%s, 1)"] * len(own))), own)


def step(topics: Topic, concerned: Iterable[int] = ()) -> None:
    """Make a new version of each of these topics; of `ACCOUNT`, those of the accounts concerned.

    Events do it by themselves (topics.py); this is for what pages show but the trail doesn't.
    """
    waits = IS_WRITTEN_LAST and connection.in_atomic_block and can_wait(connection)
    steps = gathered(connection, Steps) if waits else Steps()
    steps.topics |= topics
    if Topic.ACCOUNT in topics:
        steps.accounts |= set(concerned)
    if not waits:
        steps.write()
