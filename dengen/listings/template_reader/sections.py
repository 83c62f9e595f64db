"""The pasted text, divided into its items.

What decides, in this order:
- a label begins its item, with or without a number, once;
- a number alone begins an item only when that item's label stands nowhere in the text;
- inside ⑤ nearly everything is text: there a label needs a colon's line of its own item that has
  not come yet, and a number alone, or a label of ① or ④ alone, also needs a value that fits (① says
  sell or buy, ② a company, ③ an address or a phone, ④ an area). So 「1. 出力 500kW」 in a list and
  「エリア：応相談」 stay in ⑤.

What a reply mail quotes (「> ①希望の区分：売」) is read without its marks.
"""

import re
from dataclasses import dataclass, field

from dengen.listings.template_reader.area import read_area
from dengen.listings.template_reader.contact import has_address
from dengen.listings.template_reader.heads import (
    AREA,
    CONTACT,
    NOTES,
    ORGANIZATION,
    SIDE,
    Head,
    head_of,
)
from dengen.listings.template_reader.side import read_side
from dengen.listings.template_reader.template import is_guidance

_COMPANY = re.compile(r"会社|法人|組合|[㈱㈲]|[(（][株有同資][)）]")
_NUMBERED = re.compile(r"[1-9１-９]\s{0,3}[.．)）、]\s{0,3}[^\d\s]")
# The number of an item further on in a line: one with a ring or brackets needs no space before it.
_BESIDE = re.compile(
    r"[\s、,，;；]*(?=[②-⑤⑵-⑸⒉-⒌❷-❺]|[(（][2-5２-５][)）])"
    r"|[\s、,，;；]+(?=[2-5２-５][)）.．、:：])"
)
_HEAD_LENGTH = 60  # characters in which it shows which item begins
_NAMED = re.compile(r"[^:：]{1,20}[:：]")
_QUOTED = re.compile(r"\s{0,3}(?:[>＞]\s?){1,9}")
_ITEMS = {SIDE, ORGANIZATION, CONTACT, AREA, NOTES}


@dataclass
class Sections:
    """Lines by item, and those that belong to none."""

    items: dict[str, list[str]] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)

    def begin(self, head: Head) -> list[str]:
        """Return the list that takes the item's lines; a second value of one item is a stray."""
        lines = self.items.setdefault(head.item, [])
        is_part = head.item == CONTACT and head.rest and not head.has_number
        return self.strays if any(lines) and not is_part else lines


def divide(lines: list[str]) -> Sections:
    """Give each line to the item that it belongs to."""
    sections, lines = Sections(), _apart(_without_quotation(lines))
    heads = [head_of(line) for line in lines]
    labelled = {head.item for head in heads if head and head.has_label}
    current, item = sections.strays, ""
    for line, head in zip(lines, heads, strict=True):
        if is_guidance(line):
            continue
        if not head or not _begins(head, item, sections.items, labelled):
            current.append(line.strip())
        elif _names_another(head):
            current, item = sections.strays, ""
            current.append(line.strip())
        else:
            current, item = sections.begin(head), head.item
            current.append((line if current is sections.strays else head.rest).strip())
    return sections


def _without_quotation(lines: list[str]) -> list[str]:
    """Return the lines without marks of quotation, if an item stands behind one."""
    bare = [_QUOTED.sub("", line, count=1) if _QUOTED.match(line) else line for line in lines]
    is_quoted = any(one != line and head_of(one) for one, line in zip(bare, lines, strict=True))
    return bare if is_quoted else lines


def _apart(lines: list[str]) -> list[str]:
    """Return the lines; items side by side on one, before ⑤ has begun, get a line each."""
    apart: list[str] = []
    for place, line in enumerate(lines):
        head = head_of(line)
        if head and head.item == NOTES:
            return apart + lines[place:]
        apart += _items_of(line) if head and head.item == SIDE else [line]
    return apart


def _items_of(line: str) -> list[str]:
    """Return the pieces of a line that goes on from ① to later items; else the line itself."""
    pieces, begin, item = [], 0, SIDE
    for gap in _BESIDE.finditer(line):
        following = head_of(line[gap.end() :][:_HEAD_LENGTH])
        if following and item < following.item <= NOTES:
            pieces.append(line[begin : gap.start()])
            begin, item = gap.end(), following.item
    first = head_of(pieces[0]) if pieces else None
    is_told = first is not None and bool(read_side(first.rest))
    return [*pieces, line[begin:]] if is_told else [line]


def _begins(head: Head, item: str, seen: dict, labelled: set[str]) -> bool:
    if item == NOTES:
        return _begins_inside_notes(head, seen)
    if head.has_label:
        return True
    is_free = head.item not in labelled and head.item not in seen
    return is_free and (not head.is_tight or _fits(head))


def _names_another(head: Head) -> bool:
    """Return whether a number stands without its label, as in 「4. その他：よろしく」."""
    is_word = head.item in (SIDE, AREA) and not head.has_label
    return is_word and bool(_NAMED.match(head.rest)) and not _fits(head)


def _begins_inside_notes(head: Head, seen: dict) -> bool:
    if head.item in seen or head.item not in _ITEMS:
        return False
    if head.has_label and (head.has_number or head.item not in (SIDE, AREA) or not head.rest):
        return True
    return _fits(head)


def _fits(head: Head) -> bool:
    checks = {
        SIDE: lambda text: bool(read_side(text)),
        ORGANIZATION: lambda text: bool(_COMPANY.search(text)),
        CONTACT: has_address,
        AREA: lambda text: bool(read_area(text)),
        NOTES: lambda text: bool(_NUMBERED.match(text)),  # 5．1. 出力
    }
    return head.item in checks and checks[head.item](head.rest[:300])
