"""法人番号 as spreadsheet programs leave them."""

import re

from django.utils.translation import gettext as _

from dengen.japan.corporate_numbers import DIGITS, clean_corporate_number
from dengen.japan.digits import digits_of
from dengen.japan.width import to_half_width

SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")  # 1.23457E+12: the rest of it is lost
WHOLE_NUMBER = re.compile(r"(\d+)\.0+")  # 7000012050002.0
FORMULA = re.compile(r'="([^"]*)"')  # ="7000012050002" keeps Excel from shortening it


class Misread(Exception):
    """The line can't be used; `str()` of it says why and what to do."""


def corporate_number(typed: str, column: str) -> str:
    """Return the thirteen digits; raise `Misread`, which names the column."""
    text = to_half_width(typed).strip()
    for form in (FORMULA, WHOLE_NUMBER):
        if found := form.fullmatch(text):
            text = found[1]
    if SHORTENED.fullmatch(text):
        raise Misread(
            _(
                "法人番号（%(column)s列）が、Excelで短く表示された値「%(text)s」のまま保存されています。元の番号を入力し直し、列の書式を「文字列」にしてから保存してください。"
            )
            % {"column": column, "text": text[:30]}
        )
    try:
        return clean_corporate_number(text)
    except ValueError as error:
        raise Misread(_reason(text) % {"column": column}) from error


def _reason(text: str) -> str:
    try:
        has_length = len(digits_of(text.removeprefix("T"))) == DIGITS
    except ValueError:
        has_length = False
    if has_length:
        return _(
            "法人番号（%(column)s列）に誤りがあります（先頭の検査用の数字が合いません）。国税庁の法人番号公表サイトでご確認ください。"
        )
    return _("法人番号（%(column)s列）が13桁の数字ではありません。")
