"""How large a file may be, and how one that is too large is refused."""

import time
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

LARGEST_FILE = 20 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 120 * 1024 * 1024  # bytes of all parts of a spreadsheet
MOST_PARTS = 1000  # of a spreadsheet
MOST_ROWS = 200_000
MOST_COLUMNS = 100  # that are looked at
LONGEST_CELL = 10_000  # characters
LONGEST_LINE = MOST_COLUMNS * LONGEST_CELL  # characters of a line of text
MOST_FLAWS = 5_000
READING_SECONDS = 60

type Row = tuple[int, list[str]]  # the line, counted from 1 as programs show it, and its cells


class UnreadableList(Exception):
    """The file as a whole can't be read; `str()` of it says where it is wrong and what to do."""


def too_large() -> str:
    """Return what to tell whose file is larger than `LARGEST_FILE`."""
    return _("ファイルが大きすぎます（20MBまで）。事業者名と法人番号の列だけを残してください。")


def too_many() -> str:
    """Return what to tell whose file has more rows than `MOST_ROWS` below its heading."""
    return _("行が多すぎます（%(limit)s行まで）。使わない行を除いて、保存し直してください。") % {
        "limit": f"{MOST_ROWS:,}"
    }


def too_long_cell(line: int, place: int) -> str:
    """Return what to tell of a cell that is longer than `LONGEST_CELL`."""
    return _(
        "%(line)d行目%(column)s列の文字が多すぎます（%(limit)s文字まで）。内容をご確認のうえ、保存し直してください。"
    ) % {"line": line, "column": letter(place), "limit": f"{LONGEST_CELL:,}"}


def letter(place: int) -> str:
    """Return how spreadsheet programs call the column at this place: 0 is A, 26 is AA."""
    name, left = "", place + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """Return the rows, as long as they stay within the limits; raise `UnreadableList`."""
    end = time.monotonic() + READING_SECONDS
    for count, (line, cells) in enumerate(rows):
        if count > MOST_ROWS:
            raise UnreadableList(too_many())
        if time.monotonic() > end:
            raise UnreadableList(
                _(
                    "%(line)d行目まで読み取ったところで、時間がかかりすぎたため中止しました。事業者名と法人番号の列だけを残して、保存し直してください。"
                )
                % {"line": line}
            )
        for place, cell in enumerate(cells):
            if len(cell) > LONGEST_CELL:
                raise UnreadableList(too_long_cell(line, place))
        yield line, cells
