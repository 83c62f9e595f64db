"""From pasted text to the values of a listing's fields."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from dengen.japan.typed_days import typed_period
from dengen.japan.width import clean_text
from dengen.listings.entry.item import Item
from dengen.listings.entry.items import AREA, ITEMS, SIDE
from dengen.listings.entry.kinds import Amount, AnyDay, Choice, RichText
from dengen.listings.template_reader import heads
from dengen.listings.template_reader.area import is_no_area, read_area
from dengen.listings.template_reader.contact import read_contact
from dengen.listings.template_reader.sections import divide
from dengen.listings.template_reader.side import read_side

# Far above what any field takes (⑤: 10,000 characters); what lies beyond is reported as unread.
MAX_LENGTH = 50_000
EMPTY = (None, "")
_MOST_UNREAD, _UNREAD_LENGTH = 20, 80
_QUOTES = " \t　〝〟“”\"'「」『』"
_NO_END = re.compile(r"\s*(?:未定|なし|無し|指定なし|[-ー―]+)?\s*")
# Of other choices the label is taken, as it stands.
CHOICES = {SIDE.name: read_side, AREA.name: read_area}
_NOTHING = re.compile(
    r"[「（(]?(?:特に)?(?:なし|ナシ|ﾅｼ|無し|無|ありません)[」）)]?[。.]?|[-ー―－]+"
)


@dataclass(frozen=True)
class Reading:
    """What the text said, by the names of a listing's items; ⑤ is plain text.

    `unread` are the lines that could not be read, as typed, the value of an item after its title.
    """

    values: dict[str, str | int | date]
    unread: list[str]


def read_template(text: str) -> Reading:
    """Read a filled-in template, any text at all; never raise."""
    kept, beyond = text[:MAX_LENGTH], text[MAX_LENGTH : MAX_LENGTH + _UNREAD_LENGTH]
    sections = divide(clean_text(kept).splitlines())
    reader = _Reader(sections.items, [line for line in sections.strays if line])
    values = reader.read()
    unread = [*reader.unread, *([beyond.strip()] if beyond.strip() else [])]
    said = {name: value for name, value in values.items() if value not in EMPTY}
    return Reading(said, [_short(line) for line in unread[:_MOST_UNREAD]])


class _Reader:
    """Takes each item's value and keeps what it could not read."""

    def __init__(self, items: dict[str, list[str]], strays: list[str]):
        self.items = items
        self.unread = strays

    def read(self) -> dict:
        groups = self._period() | self._contact()
        alone = (item for item in ITEMS.values() if item.name not in groups and item.on_paper)
        return groups | {item.name: self._value(item) for item in alone}

    def _value(self, item: Item[Any]) -> str | int | date | None:
        key = heads.key_of(item)
        if isinstance(item.kind, RichText):
            return self._prose(key)
        if isinstance(item.kind, AnyDay):
            return next(iter(self._dates(key)), None)
        if isinstance(item.kind, Choice):
            read = CHOICES.get(item.name, item.kind.of_label)
            return self._word(key, read, may_be_none=not item.required)
        if isinstance(item.kind, Amount):
            return self._word(key, item.kind.of_text, may_be_none=not item.required)
        return self._first_line(key)

    def _first_line(self, item: str) -> str:
        first, *others = [line for line in self.items.get(item, []) if line] or [""]
        self.unread.extend(others)  # they come after the item and are none of it
        return first.strip(_QUOTES)

    def _word(self, item: str, read, *, may_be_none: bool) -> str | int | None:
        line = self._first_line(item)
        value = read(line)
        if line and value in EMPTY and not (may_be_none and is_no_area(line)):
            self._give_up(item, [line])
        return value

    def _prose(self, item: str) -> str:
        text = "\n".join(self.items.get(item, [])).strip()
        return "" if _NOTHING.fullmatch(text) else text

    def _contact(self) -> dict:
        contact = read_contact(self.items.get(heads.CONTACT, []))
        self._give_up(heads.CONTACT, contact.left)
        return {
            "contact_mail": contact.mail,
            "contact_phone": contact.phone,
            "contact_person": contact.person,
        }

    def _period(self) -> dict:
        both = self._dates(heads.PERIOD)
        start = next(iter(self._dates(heads.START) or both[:1]), None)
        end = self._dates(heads.END, start)
        return {"start_on": start, "end_on": next(iter(end or both[1:2]), None)}

    def _dates(self, item: str, start: date | None = None) -> list[date]:
        line = self._first_line(item)
        dates, rest = typed_period(line, start)
        if not _NO_END.fullmatch(rest):
            self._give_up(item, [line])
        return dates

    def _give_up(self, item: str, lines) -> None:
        self.unread.extend(f"{heads.ON_PAPER[item].title}：{line}" for line in lines)


def _short(line: str) -> str:
    return line if len(line) <= _UNREAD_LENGTH else f"{line[: _UNREAD_LENGTH - 1]}…"
