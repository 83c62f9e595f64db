"""Reading the list of eligible businesses from a file as people have it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dengen.accounts.applications.business_list.heads import (
    HEAD_LINES,
    Columns,
    columns_of,
    without_head,
)
from dengen.accounts.applications.business_list.limits import (
    LARGEST_FILE,
    MOST_FLAWS,
    Row,
    UnreadableList,
    bounded,
    letter,
    too_large,
)
from dengen.accounts.applications.business_list.numbers import Misread, corporate_number
from dengen.accounts.applications.business_list.spreadsheets import is_spreadsheet, spreadsheet_rows
from dengen.accounts.applications.business_list.text_files import text_rows
from dengen.japan.organization_names import same_name
from dengen.japan.width import clean_text

LONGEST_NAME = 100
SHOWN_LENGTH = 200  # characters of a line that is left out


@dataclass(frozen=True, slots=True)
class Entry:
    """One business; `corporate_number` may be empty."""

    line: int
    name: str
    same_name: str
    corporate_number: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one line of the file, and in which column."""

    line: int
    text: str
    reason: str


@dataclass
class BusinessList:
    """What was read, and the lines that were left out."""

    entries: list[Entry] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)


def read_business_list(data: bytes) -> BusinessList:
    """Return all entries of the file, and what is wrong with the other lines.

    Raise `UnreadableList` if the file as a whole can't be used.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableList(too_large())
    rows = bounded(spreadsheet_rows(data) if is_spreadsheet(data) else text_rows(data))
    reading = _Reading(_head(rows))
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            reading.take(line, cells)
    return _usable(reading.found)


def _head(rows: Iterator[Row]) -> Columns:
    for line, cells in rows:
        if columns := columns_of(cells):
            return columns
        if line >= HEAD_LINES:
            break
    raise UnreadableList(without_head())


def _usable(found: BusinessList) -> BusinessList:
    if found.entries:
        return found
    if found.flaws:
        flaw = found.flaws[0]
        raise UnreadableList(
            _("取り込める行がありません。名簿は変わっていません。%(line)d行目：%(reason)s")
            % {"line": flaw.line, "reason": flaw.reason}
        )
    raise UnreadableList(_("見出しの下に事業者の行がありません。ファイルの内容をご確認ください。"))


class _Reading:
    """Takes line after line, and knows which businesses it has had."""

    def __init__(self, columns: Columns) -> None:
        self.found = BusinessList()
        self._name_at, self._number_at = columns
        self._number_column = letter(self._number_at or 0)
        self._numbers: dict[str, int] = {}  # the line on which it stood
        self._names: dict[str, dict[str, int]] = {}  # by the name, however typed, then by number

    def take(self, line: int, cells: list[str]) -> None:
        """Read one line: note an entry, or a flaw."""
        name = " ".join(clean_text(_cell(cells, self._name_at)).split())
        typed = _cell(cells, self._number_at).strip() if self._number_at is not None else ""
        try:
            entry = self._entry(line, name, typed)
        except Misread as reason:
            self._leave_out(Flaw(line, ",".join(cells)[:SHOWN_LENGTH], str(reason)))
        else:
            self.found.entries.append(entry)

    def _entry(self, line: int, name: str, typed: str) -> Entry:
        if not name:
            raise Misread(_("事業者名（%(column)s列）がありません。") % self._column(self._name_at))
        if len(name) > LONGEST_NAME:
            raise Misread(
                _("事業者名（%(column)s列）は%(limit)d文字までです。")
                % (self._column(self._name_at) | {"limit": LONGEST_NAME})
            )
        number = corporate_number(typed, self._number_column) if typed else ""
        same = same_name(name)
        if earlier := self._earlier(same, number):
            raise Misread(_("%(line)d行目と重複しています。") % {"line": earlier})
        self._numbers[number] = self._names.setdefault(same, {})[number] = line
        return Entry(line, name, same, number)

    def _earlier(self, same: str, number: str) -> int | None:
        """Return the line on which the same business stands: by its number, else by its name."""
        if number and number in self._numbers:
            return self._numbers[number]
        namesakes = self._names.get(same, {})
        if not number:
            return next(iter(namesakes.values()), None)
        return namesakes.get("")

    def _leave_out(self, flaw: Flaw) -> None:
        self.found.flaws.append(flaw)
        if len(self.found.flaws) > MOST_FLAWS:
            first = self.found.flaws[0]
            raise UnreadableList(
                _(
                    "取り込めない行が%(limit)s行を超えました。最初は%(line)d行目です：%(reason)s"
                    " ファイルを修正してから、もう一度選んでください。"
                )
                % {"limit": f"{MOST_FLAWS:,}", "line": first.line, "reason": first.reason}
            )

    def _column(self, place: int) -> dict[str, object]:
        return {"column": letter(place)}


def _cell(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
