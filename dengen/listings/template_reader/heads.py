"""Which lines begin an item of the template.

A line begins an item when it carries the item's label (「①希望の区分：」, 「1. 希望の区分」,
「【事業者名】」, 「事業者名：」), or a number alone where nothing better is known (「① 売」). The
label wins over the number, so renumbered items are read as well.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dengen.listings.entry.item import OnPaper, Part
from dengen.listings.entry.items import PARTS

SIDE, ORGANIZATION, CONTACT, AREA, NOTES = "12345"
TITLE, START, END, PERIOD = "title", "start_on", "end_on", "period"


def key_of(part: Part) -> str:
    """Return what a part is known by here: its number, or else its name."""
    return str(part.number or part.name)


def _on_paper() -> Iterator[tuple[str, OnPaper]]:
    """Yield what the template speaks of, by number or else by name; a part before its whole."""
    for part in PARTS:
        for one in dict.fromkeys([*part.items, part]):
            if one.on_paper and one.on_paper.words:
                yield key_of(one), one.on_paper


ON_PAPER = dict(_on_paper())
# Lines of ③ that stand by themselves; their label is part of the value.
_CONTACT_PART = re.compile(
    r"(?:メール(?:アドレス)?|ﾒｰﾙ(?:ｱﾄﾞﾚｽ)?|[Ee]-?[Mm]ail|電話(?:番号)?|TEL|Tel|ＴＥＬ"
    r"|ご?担当者?(?:の?氏?名)?)[^\S\t]{0,5}[:：\t]"
)
_BULLETS = re.compile(r"[\s>＞・*＊●■◆【［\[]{0,20}")
_NUMBER = re.compile(
    r"(?:(?P<round>[①-⑤⑴-⑸⒈-⒌❶-❺])|(?P<left>[(（]?)\s{0,3}(?P<digit>[1-5１-５]))"
    r"(?P<after>[)）.．。、,，:：】］\]]{0,2}\s{0,20})"
)
_LABEL = re.compile("|".join(f"(?P<k_{key}>{one.words})" for key, one in ON_PAPER.items()))
_END_OF_LABEL = re.compile(
    r"[^\S\t]{0,5}(?:[(（][^)）:：]{0,40}[)）])?[^\S\t]{0,5}(?P<mark>[:：=＝】］\]]{1,2}|\t|$)?(?P<space>\s{0,20})"
)


@dataclass(frozen=True)
class Head:
    """The beginning of an item: which, what follows on the line, how sure it is."""

    item: str
    rest: str
    has_number: bool
    has_label: bool
    is_tight: bool = False  # a digit follows at once: "3.5MW" as well as "3：03-1234-5678"


def head_of(line: str) -> Head | None:
    """Take one line of text as typed; return the head that it may be, or None."""
    begin = _BULLETS.match(line).end()
    number = _NUMBER.match(line, begin)
    labelled = _labelled(line, number.end() if number else begin, has_number=bool(number))
    if labelled or not number:
        return labelled
    if not (number["round"] or number["after"]):
        return None
    rest = line[number.end() :]
    return Head(
        item=_digit(number),
        rest=rest,
        has_number=True,
        has_label=False,
        is_tight=rest[:1].isdecimal() and not number["after"].endswith((" ", "　")),
    )


def _labelled(line: str, begin: int, *, has_number: bool) -> Head | None:
    if _CONTACT_PART.match(line, begin):
        return Head(CONTACT, line[begin:], has_number, has_label=True)
    label = _LABEL.match(line, begin)
    if not label:
        return None
    end = _END_OF_LABEL.match(line, label.end())
    if end["mark"] is None and not (has_number and end.end() > label.end()):
        return None
    item = label.lastgroup.removeprefix("k_")
    return Head(item, line[end.end() :], has_number, has_label=True)


def _digit(number: re.Match[str]) -> str:
    if number["digit"]:
        return unicodedata.normalize("NFKC", number["digit"])
    round_ones = "①②③④⑤⑴⑵⑶⑷⑸⒈⒉⒊⒋⒌❶❷❸❹❺"
    return str(round_ones.index(number["round"]) % 5 + 1)
