"""The people of the demo, out of data/people.csv. All of them and their businesses are invented."""

import csv
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
OPERATOR, SECOND_OPERATOR = "shinsa01", "shinsa02"
ADMINISTRATOR, AUDITOR = "kanri001", "kansa001"
PASSWORD = "dengen-demo-1"

LOGINS = [
    ("本機関（審査担当）", OPERATOR, PASSWORD),
    ("本機関（管理者）　", ADMINISTRATOR, PASSWORD),
    ("本機関（監査担当）", AUDITOR, PASSWORD),
    ("会員（売りたい）　", "minato2026", PASSWORD),
    ("会員（買いたい）　", "aoba2026", PASSWORD),
]


@dataclass(frozen=True)
class Person:
    """Somebody who applied `days` ago, and what became of the application.

    `state` is member, retired, denied, waiting, unconfirmed (the mail address), or successor: one
    who waits for the ID of the business's member.
    """

    state: str
    days: int
    fields: dict[str, str]


def people(state: str) -> list[Person]:
    """Return those in that state, in the file's order."""
    with (DATA / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.pop("state") == state]
    return [Person(state, int(row.pop("days")), row) for row in rows]
