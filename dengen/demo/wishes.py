"""What the demo's members wish to sell and buy, out of data/listings.csv and data/notes.toml."""

import csv
import tomllib
from dataclasses import dataclass
from typing import Any

from dengen.demo.cast import DATA
from dengen.listings.entry.items import ITEMS
from dengen.listings.forms.entry_fields import field_of


@dataclass(frozen=True)
class Wish:
    """A listing to be posted, and the days from today on which its story happens."""

    owner: str  # login ID
    said: dict[str, Any]  # by item: the file's columns that are called like one
    notes: str  # HTML
    posted: int  # days ago
    begins: int  # days after posting
    days: int | None  # length of the period; None: left open
    fate: str  # approve, deny, wait, approve_then_deny, approve_then_delete
    reason: str  # of a denial
    remarks: dict[str, str]  # by field: lines of the file like "title=…"


def wishes() -> list[Wish]:
    """Return all of them, the oldest first."""
    notes = tomllib.loads((DATA / "notes.toml").read_text("utf-8"))
    with (DATA / "listings.csv").open(encoding="utf-8", newline="") as file:
        found = [_wish(row, notes) for row in csv.DictReader(file)]
    return sorted(found, key=lambda wish: -wish.posted)


def _wish(row: dict[str, str], notes: dict[str, str]) -> Wish:
    lines = row["reason"].splitlines()
    return Wish(
        owner=row["owner"],
        said={name: field_of(ITEMS[name]).clean(row[name]) for name in row if name in ITEMS},
        notes=notes[row["notes"]],
        posted=int(row["posted"]),
        begins=int(row["begins"]),
        days=int(row["days"]) if row["days"] else None,
        fate=row["fate"],
        reason="\n".join(line for line in lines if "=" not in line),
        remarks=dict(line.split("=", 1) for line in lines if "=" in line),
    )
