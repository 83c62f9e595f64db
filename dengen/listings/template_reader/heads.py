"""Which lines begin an item of the template.

A line begins an item when it carries the item's label (「①希望の区分：」, 「1. 希望の区分」,
「【事業者名】」, 「事業者名：」), or a number alone where nothing better is known (「① 売」). The
label wins over the number, so renumbered items are read as well.
"""

import re
import unicodedata
from dataclasses import dataclass

SIDE, ORGANIZATION, CONTACT, AREA, NOTES = "12345"
TITLE, START, END, PERIOD = "title", "start", "end", "period"

SHOWN = {
    SIDE: "①希望の区分",
    ORGANIZATION: "②事業者名",
    CONTACT: "③問合せ先",
    AREA: "④電源所在エリア",
    NOTES: "⑤任意記載事項",
    TITLE: "タイトル",
    START: "開始日",
    END: "終了日",
    PERIOD: "掲載期間",
}

_AREA_WORD = "(?:エリア|ｴﾘｱ)"
_LABELS = [
    (SIDE, "希望の?区分|売買の?区分|売買の別|区分"),
    (ORGANIZATION, "事業者名称?|事業者の名称|事業者|会社名|法人名"),
    (CONTACT, "お?問い?合わ?せ先?|連絡先"),
    (AREA, f"電源の?(?:所在)?の?{_AREA_WORD}|所在{_AREA_WORD}|{_AREA_WORD}|電源所在地"),
    (NOTES, "任意記載事項|任意記載|任意事項|記載事項|自由記載|備考"),
    (TITLE, "(?:掲載)?タイトル|件名"),
    (START, "(?:掲載)?(?:期間の?)?開始日"),
    (END, "(?:掲載)?(?:期間の?)?終了日"),
    (PERIOD, "掲載期間"),
]
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
_LABEL = re.compile("|".join(f"(?P<k{n}>{words})" for n, (_, words) in enumerate(_LABELS)))
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
    item = _LABELS[int(label.lastgroup.removeprefix("k"))][0]
    return Head(item, line[end.end() :], has_number, has_label=True)


def _digit(number: re.Match[str]) -> str:
    if number["digit"]:
        return unicodedata.normalize("NFKC", number["digit"])
    round_ones = "①②③④⑤⑴⑵⑶⑷⑸⒈⒉⒊⒋⒌❶❷❸❹❺"
    return str(round_ones.index(number["round"]) % 5 + 1)
