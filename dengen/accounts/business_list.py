"""Reading the list of eligible businesses from a file as a spreadsheet program saves it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dengen.accounts.business_list_heads import NAMES, NUMBERS
from dengen.japan.corporate_numbers import clean_corporate_number
from dengen.japan.organization_names import fold_organization_name
from dengen.japan.width import clean_text, fold

ENCODINGS = ("utf-8-sig", "cp932")  # with a byte order mark or without; Excel's own
LARGEST = 20 * 1024 * 1024  # bytes
LONGEST_NAME = 100
SEPARATORS = (",", "\t", ";")

csv.field_size_limit(1_000_000)


class UnreadableList(Exception):
    """The file as a whole can't be read; `str()` of it says what to do."""


@dataclass(frozen=True)
class Flaw:
    """What is wrong with one line of the file."""

    line: int
    text: str
    reason: str


@dataclass
class BusinessList:
    """The entries by key (number or folded name): (name, number); and the lines left out."""

    entries: dict[str, tuple[str, str]] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)


def read_business_list(data: bytes) -> BusinessList:
    """All entries of the file, and what is wrong with the other lines; `UnreadableList`."""
    lines = _lines(_decoded(data))
    found = BusinessList()
    columns = _columns(next(lines, (0, []))[1])
    numbers: dict[str, int] = {}
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            _read(line, cells, columns, found, numbers)
    if not found.entries and not found.flaws:
        raise UnreadableList(_("事業者の行がありません。ファイルの内容をご確認ください。"))
    return found


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise UnreadableList(_("ファイルが大きすぎます（20MBまで）。"))
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableList(
        _("文字コードを判別できません。UTF-8またはShift_JISのCSVで保存してください。")
    )


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text[: text.find("\n")] if "\n" in text else text
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableList(
            _("%(line)d行目でファイルを読み取れませんでした。CSVで保存し直してください。")
            % {"line": reader.line_num}
        ) from error


def _columns(head: list[str]) -> tuple[int, int | None]:
    """Where the name stands, and the number if it does."""
    names = [fold(cell) for cell in head]
    name = next((place for place, cell in enumerate(names) if cell in NAMES), None)
    if name is None:
        raise UnreadableList(
            _("1行目に「事業者名」の見出しがありません。見出しの行を付けてください。")
        )
    return name, next((place for place, cell in enumerate(names) if cell in NUMBERS), None)


def _read(
    line: int,
    cells: list[str],
    columns: tuple[int, int | None],
    found: BusinessList,
    lines: dict[str, int],
) -> None:
    name_at, number_at = columns
    name = " ".join(clean_text(cells[name_at]).split()) if name_at < len(cells) else ""
    typed = cells[number_at].strip() if number_at is not None and number_at < len(cells) else ""
    number, reason = _checked(name, typed)
    key = number or fold_organization_name(name)
    if not reason and key in lines:
        reason = _("%(line)d行目と重複しています。") % {"line": lines[key]}
    if reason:
        found.flaws.append(Flaw(line, ",".join(cells)[:200], reason))
        return
    lines[key] = line
    found.entries[key] = name, number


def _checked(name: str, typed: str) -> tuple[str, str]:
    """The number as it is kept, and what is wrong, or ""."""
    if not name:
        return "", _("事業者名がありません。")
    if len(name) > LONGEST_NAME:
        return "", _("事業者名は%(limit)d文字までです。") % {"limit": LONGEST_NAME}
    try:
        return (clean_corporate_number(typed) if typed else ""), ""
    except ValueError:
        return "", _("法人番号が正しくありません（13桁の数字）。")
