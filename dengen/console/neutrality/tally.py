"""Decisions in figures."""

from collections import Counter
from collections.abc import Mapping

from dengen.oversight.kept.closing import Closing


class Tally:
    """From how many there are of each outcome, number of business days, and turn."""

    def __init__(self, ends: Mapping[tuple[str, int, bool], int]) -> None:
        self.count = sum(ends.values())
        self.approved = sum(ends[end] for end in ends if end[0] == Closing.APPROVED)
        self.denied = self.count - self.approved
        self.out_of_turn = sum(ends[end] for end in ends if end[2])
        days: Counter[int] = Counter()
        for (_outcome, number, _turn), count in ends.items():
            days[number] += count
        self.median = median_of(days)
        self.longest = max(days, default=None)


def median_of(counts: Mapping[int, int]) -> float | None:
    """Return the median of numbers, from how often there is each; None if there are none."""
    total = sum(counts.values())
    if not total:
        return None
    low, high = _at(counts, (total - 1) // 2), _at(counts, total // 2)
    return low if low == high else (low + high) / 2


def _at(counts: Mapping[int, int], place: int) -> int:
    """Return the number that stands there when all stand in order."""
    passed = 0
    for number in sorted(counts):
        passed += counts[number]
        if passed > place:
            return number
    raise IndexError(place)
