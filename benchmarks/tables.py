"""Tables in Markdown, and numbers as they are told there."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Table:
    """A heading, the columns' heads, the rows; `note` stands below."""

    title: str
    head: Sequence[str]
    rows: list[Sequence[object]] = field(default_factory=list)
    note: str = ""

    def markdown(self) -> str:
        """Return it as it is printed."""
        lines = [f"### {self.title}", "", _line(self.head)]
        lines.append(_line(["---", *["---:"] * (len(self.head) - 1)]))
        lines += [_line(row) for row in self.rows]
        return "\n".join([*lines, *(["", self.note] if self.note else []), ""])


def spread(values: Sequence[float]) -> str:
    """Return the median of several rounds, with the lowest and the highest."""
    middle = number(statistics.median(values))
    if len(values) == 1:
        return middle
    return f"{middle} ({number(min(values))} to {number(max(values))})"


def number(value: float) -> str:
    """Return three digits that count."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def percent(value: float) -> str:
    """Return a share."""
    return f"{100 * value:.1f} %"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that so great a share of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"
