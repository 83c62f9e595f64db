"""The whole examination: the trail against its seals, tables and kept sums against the trail."""

from dataclasses import dataclass
from typing import Any

from dengen.events.verification import Verdict, verify
from dengen.oversight.flaw_words import flaw_words
from dengen.oversight.implied import Difference, first_difference
from dengen.oversight.kept.proving import differences as kept_differences


@dataclass(frozen=True)
class Examination:
    """What came out. Where the trail has a flaw, nothing is asked of the tables."""

    verdict: Verdict
    difference: Difference | None

    @property
    def is_good(self) -> bool:
        """Whether nothing was found."""
        return not (self.verdict.flaw or self.difference)

    @property
    def finding(self) -> str:
        """What was found, in the auditor's words; "" if nothing was."""
        if self.verdict.flaw:
            return flaw_words(self.verdict.flaw)
        return self.difference.in_words() if self.difference else ""

    def as_particulars(self) -> dict[str, Any]:
        """Return the particulars for the event of a report."""
        return {
            "head": self.verdict.head,
            "verified": self.verdict.count,
            "acknowledged": self.verdict.acknowledged,
            "finding": self.finding,
        }


def examine(noted_head: str = "") -> Examination:
    """Verify the trail, then compare with it what it implies, and what is kept of it; see there."""
    verdict = verify(noted_head)
    found = None if verdict.flaw else first_difference() or next(kept_differences(), None)
    return Examination(verdict, found)
