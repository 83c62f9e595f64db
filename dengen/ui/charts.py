"""Bar charts as SVG, drawn on the server: no script, and they print.

Each says in words what it shows, and its table stands beside it. Series differ by pattern, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

WIDTH, LEFT, RIGHT, TOP = 360, 34, 4, 18
LABELS = 30  # below the axis: two lines
STEPS = (1, 2, 5)
MOST_LINES = 5


@dataclass(frozen=True)
class Series:
    """One value for each place on the axis; None where there is none to show."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Bar:
    """A rectangle of the series of that number, 1 or 2, in the drawing's units."""

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Text:
    """A word at a place."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class BarChart:
    """Bars side by side, the series stacked. `key` makes its ids unique on the page.

    `places` name each place of the axis for the table; `labels` are the one or two short words
    that stand below it. `top` is the value
    that the axis must reach at least: charts that are to be compared get the same.
    """

    key: str
    title: str
    description: str
    unit: str
    places: Sequence[str]
    labels: Sequence[tuple[str, str]]
    series: Sequence[Series]
    height: int = 170
    top: float = 0

    width = WIDTH
    left = LEFT
    right = WIDTH - RIGHT

    @property
    def full_height(self) -> int:
        """The drawing with the labels below the axis."""
        return self.height + LABELS

    @cached_property
    def totals(self) -> list[float]:
        """The height of each stack, as a value."""
        places = zip(*(one.values for one in self.series), strict=True)
        return [sum(value or 0 for value in place) for place in places]

    @cached_property
    def step(self) -> int:
        """What lies between two lines of the grid: 1, 2, 5, 10, 20, 50 and so on."""
        highest, scale = max(1, self.top, *self.totals), 1
        while highest > STEPS[-1] * scale * MOST_LINES:
            scale *= 10
        return next(step * scale for step in STEPS if highest <= step * scale * MOST_LINES)

    @cached_property
    def highest(self) -> int:
        """The value of the uppermost line."""
        lines = -(-max(1, self.top, *self.totals) // self.step)
        return int(lines * self.step)

    @property
    def grid(self) -> list[Text]:
        """A line for each step, with its value."""
        values = range(0, self.highest + 1, self.step)
        return [Text(LEFT - 5, self._y(value), f"{value:,}") for value in values]

    @property
    def bars(self) -> list[Bar]:
        """The stacks, from the axis upwards."""
        return [bar for place in range(len(self.labels)) for bar in self._stack(place)]

    @property
    def values(self) -> list[Text]:
        """The value above each stack; none above nothing."""
        shown = [any(one.values[place] is not None for one in self.series) for place in self._all]
        return [
            Text(self._middle(place), self._y(self.totals[place]) - 4, f"{self.totals[place]:g}")
            for place in self._all
            if shown[place] and (self.totals[place] or len(self.series) == 1)
        ]

    @property
    def marks(self) -> list[tuple[float, str, str]]:
        """The labels, each at its place."""
        return [(self._middle(place), *self.labels[place]) for place in self._all]

    @property
    def rows(self) -> list[tuple[str, list[float | None]]]:
        """The table: each place, and its value in each series."""
        columns = zip(*(one.values for one in self.series), strict=True)
        return [(name, list(values)) for name, values in zip(self.places, columns, strict=True)]

    @property
    def _all(self) -> range:
        return range(len(self.labels))

    @property
    def _pitch(self) -> float:
        return (WIDTH - LEFT - RIGHT) / max(1, len(self.labels))

    def _middle(self, place: int) -> float:
        return round(LEFT + (place + 0.5) * self._pitch, 1)

    def _y(self, value: float) -> float:
        return round(self.height - value / self.highest * (self.height - TOP), 1)

    def _stack(self, place: int) -> list[Bar]:
        values = [one.values[place] or 0 for one in self.series]
        ends = list(accumulate(values))
        width = round(self._pitch * 0.68, 1)
        x = round(self._middle(place) - width / 2, 1)
        return [
            Bar(number, x, self._y(end), width, round(self._y(end - value) - self._y(end), 1))
            for number, (value, end) in enumerate(zip(values, ends, strict=True), start=1)
            if value
        ]
