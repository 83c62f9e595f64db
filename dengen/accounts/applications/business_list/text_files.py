"""CSV, and what Excel calls Unicode text: any encoding, comma, tab or semicolon.

No library guesses the encoding: they go by how often characters occur, of which a list of names
tells little. The right encoding is the one in which the heading can be read.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from django.utils.translation import gettext as _

from dengen.accounts.applications.business_list.heads import HEAD_LINES, has_head, without_head
from dengen.accounts.applications.business_list.limits import (
    LONGEST_CELL,
    LONGEST_LINE,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    UnreadableList,
    letter,
    too_long_cell,
    too_many,
)

# With a byte order mark or without; Excel's own; what it calls Unicode text; older systems'.
ENCODINGS = ("utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be", "euc_jp", "iso2022_jp")
SEPARATORS = (",", "\t", ";")
MOST_BREAKS = 5  # lines in one cell: more come from a quotation mark that was never closed


def text_rows(data: bytes) -> Iterator[Row]:
    """Return the file's rows, each with its first line's number; raise `UnreadableList`."""
    texts = 0
    for texts, text in enumerate(_texts(data), start=1):  # noqa: B007 - counted
        for separator in SEPARATORS:
            if _has_head(text, separator):
                _check_lines(text)
                _check_count(text, separator)
                return _rows(text, separator)
    raise UnreadableList(without_head() if texts else _unknown_encoding(data))


def _check_lines(text: str) -> None:
    """Refuse a line of so many columns that reading it alone would take seconds."""
    for number, line in enumerate(io.StringIO(text), start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableList(
                _(
                    "%(line)d行目が長すぎます。事業者名と法人番号の列だけを残して、保存し直してください。"
                )
                % {"line": number}
            )


def _check_count(text: str, separator: str) -> None:
    """Refuse too many rows before one is looked at; a row may have several lines."""
    if text.count("\n") <= MOST_ROWS:
        return
    with suppress(csv.Error):  # told with its place when it is read
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        if sum(1 for _row in rows) > MOST_ROWS + 1:  # with the heading
            raise UnreadableList(too_many())


def _texts(data: bytes) -> Iterator[str]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield text.removeprefix("\ufeff")


def _unknown_encoding(data: bytes) -> str:
    """Return what to tell, with the line up to which one can read at best."""
    readable = 0
    for encoding in ENCODINGS[:2]:
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            readable = max(readable, error.start)
    return _(
        "%(line)d行目に読み取れない文字があり、文字コードを判別できません。"
        "Excelで開き、「Excelブック（.xlsx）」か「CSV UTF-8」で保存し直してください。"
    ) % {"line": data.count(b"\n", 0, readable) + 1}


def _has_head(text: str, separator: str) -> bool:
    lines = islice(io.StringIO(text, newline=""), HEAD_LINES)
    begun = (line[:LONGEST_CELL] for line in lines)  # a heading stands among the first columns
    try:
        return has_head(islice(csv.reader(begun, delimiter=separator), HEAD_LINES))
    except csv.Error:
        return False


def _rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            record = list(islice(io.StringIO(text, newline=""), line - 1, reader.line_num))
            if '"' not in "".join(record):  # only a cell beyond the library's own limit is left
                raise UnreadableList(too_long_cell(line, _longest(record, separator))) from error
            further, column = _opening(record, separator)
            is_cut = line + further == reader.line_num and "end of data" in str(error)
            told = _cut_off if is_cut else _never_closed
            raise UnreadableList(told(line + further, column)) from error
        if any(cell.count("\n") > MOST_BREAKS for cell in cells):
            raise UnreadableList(_never_closed(*_first_long(line, cells)))
        yield line, cells[:MOST_COLUMNS]
        line = reader.line_num + 1


def _opening(record: Iterable[str], separator: str) -> tuple[int, int]:
    """Return where the last quoted cell begins: how many lines further on, in which column."""
    place, column, is_open, before = (0, 0), 0, False, ""
    for number, text in enumerate(record):
        for character in text:
            if character == '"':
                is_open = not is_open
                if is_open and before != '"':  # two of them stand for one
                    place = number, column
            elif character == separator and not is_open:
                column += 1
            before = character
    return place


def _first_long(line: int, cells: list[str]) -> tuple[int, int]:
    for column, cell in enumerate(cells):
        if cell.count("\n") > MOST_BREAKS:
            return line, column
        line += cell.count("\n")
    return line, 0


def _longest(record: Iterable[str], separator: str) -> int:
    """Return the column of the first cell that is too long."""
    lengths = [len(cell) for line in record for cell in line.split(separator)]
    return next(place for place, length in enumerate(lengths) if length > LONGEST_CELL)


def _cut_off(line: int, column: int) -> str:
    return _(
        "ファイルが%(line)d行目%(column)s列の途中で終わっています。保存やダウンロードの途中で切れたようです。もう一度保存するか、ダウンロードし直してください。"
    ) % {"line": line, "column": letter(column)}


def _never_closed(line: int, column: int) -> str:
    return _(
        '%(line)d行目%(column)s列の引用符（"）が正しく閉じられていません。引用符を取り除くか、Excelで開いて保存し直してください。'
    ) % {"line": line, "column": letter(column)}
