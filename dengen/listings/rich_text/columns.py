"""Which columns of a table its author had hidden: Excel says so of the <col>, not of the cells."""

import re

MOST_COLUMNS = 50  # columns that are counted: more than a listing has room for
ENDLESS = 1_000  # rows: a listing has room for fewer
_SPAN = re.compile(r"\s*(\d{1,3})")


class Columns:
    """The columns of one table, and where its reader stands in them."""

    def __init__(self) -> None:
        self._hidden: list[bool] = []
        self._at = 0
        self._taken: dict[int, int] = {}  # by a cell of a row before: for how many rows yet

    def add(self, attributes: dict[str, str], *, is_hidden: bool) -> None:
        """Add a <col>, which stands for one column or several."""
        self._hidden += [is_hidden] * _span(attributes, "span")
        del self._hidden[MOST_COLUMNS:]

    def begin_group(self) -> None:
        """Begin a head, body or foot: no cell reaches into it from the rows before."""
        self._taken.clear()

    def begin_row(self) -> None:
        """Begin a row: the next cell is the first of it."""
        self._at = 0
        self._taken = {place: rows - 1 for place, rows in self._taken.items() if rows > 1}

    def take_cell(self, attributes: dict[str, str]) -> bool:
        """Go on by the width of a cell; return whether all of it was hidden."""
        if not any(self._hidden) or self._at > MOST_COLUMNS:
            return False
        while self._at in self._taken:
            self._at += 1
        first, self._at = self._at, self._at + _span(attributes, "colspan")
        if (rows := _rows(attributes)) > 1:
            self._taken |= dict.fromkeys(range(first, min(self._at, MOST_COLUMNS)), rows)
        columns = self._hidden[first : self._at]
        return len(columns) == self._at - first and all(columns)


def _rows(attributes: dict[str, str]) -> int:
    is_to_the_end = attributes.get("rowspan", "").strip() == "0"  # of its head, body or foot
    return ENDLESS if is_to_the_end else _span(attributes, "rowspan")


def _span(attributes: dict[str, str], name: str) -> int:
    number = _SPAN.match(attributes.get(name, ""))
    return max(int(number[1]), 1) if number else 1
