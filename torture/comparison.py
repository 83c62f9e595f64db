"""What the clients and the mail server noted, against what the board holds."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.boards import inside
from benchmarks.tables import number
from torture.ledger import Ledger
from torture.sink import Sink

type Counts = dict[str, Any]


def compare(folder: Path, settings: dict[str, str], ledger: Ledger, sink: Sink) -> Counts:
    """Wait until all is settled; return what the jobs `settle` and `compare` have found."""
    ledger_file, mails_file = folder / "ledger.json", folder / "mails.json"
    ledger.write(ledger_file)
    settled: Counts = inside(settings, "torture.jobs.settle")
    mails_file.write_text("\n".join(" ".join(delivery) for delivery in sink.accepted_at))
    files = {"ledger": str(ledger_file), "mails": str(mails_file)}
    found = inside(settings, "torture.jobs.compare", **files)
    for file in (ledger_file, mails_file):
        file.unlink()
    return settled | found


def losses(job: Mapping[str, Any]) -> dict[str, int]:
    """Return what must be none, whatever was broken."""
    return {
        "submissions answered and lost": job["submissions_lost"],
        "submissions there twice": job["submissions_twice"],
        "approvals answered and lost": job["approvals_lost"],
        "listings approved twice": job["approvals_twice"],
        "mails demanded and never written": job["mails_missing"],
        "mails written twice": job["mails_written_twice"],
        "mails written and never received": job["mails_lost"],
        "mails still waiting or given up": job["mails_waiting"],
        "flaws of the event chain": job["flaws"],
    }


def answered(ledger: Ledger) -> list[Sequence[object]]:
    """Return rows: what people were told is done, and how often they had to try again."""
    answers = ledger.answers.most_common()
    listed = ", ".join(f"{name}: {number(count)}" for name, count in answers) or "–"
    return [
        ["submissions answered", f"{len(ledger.submitted):,}"],
        ["approvals answered", f"{len(set(ledger.approved)):,}"],
        ["tries without an answer, repeated", f"{ledger.answers.total():,} ({listed})"],
    ]


def emphasized(counts: Mapping[str, int]) -> list[Sequence[object]]:
    """Return rows that are looked at first."""
    return [[f"**{what}**", f"**{count}**"] for what, count in counts.items()]


def faults(counts: Mapping[str, int]) -> list[str]:
    """Return those that are not none."""
    return [f"{what}: {count}" for what, count in counts.items() if count]
