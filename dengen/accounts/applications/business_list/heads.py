"""The headings under which a list of businesses may come; recognized, never shown."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from dengen.japan.width import fold

NAMES = {
    "事業者名",
    "事業者名称",
    "事業者の名称",
    "事業者の氏名又は名称",
    "電気事業者名",
    "小売電気事業者名",
    "発電事業者名",
    "氏名又は名称",
    "氏名または名称",
    "名称",
    "会社名",
    "企業名",
    "商号",
    "商号又は名称",
    "商号または名称",
    "法人名",
    "法人名称",
    "name",
}
NUMBERS = {"法人番号", "corporatenumber", "corporate_number"}
REMARK = re.compile(r"[(\[{〔【〈<※*].*")  # as in 事業者名（正式名称）
HEAD_LINES = 10  # a title, a date and empty lines may stand above

type Columns = tuple[int, int | None]


def columns_of(cells: Sequence[str]) -> Columns | None:
    """Return where the name stands, and the number if it does; None if this is no heading."""
    words = [REMARK.sub("", fold(cell).replace(" ", "")) for cell in cells]
    name = next((place for place, word in enumerate(words) if word in NAMES), None)
    if name is None:
        return None
    return name, next((place for place, word in enumerate(words) if word in NUMBERS), None)


def has_head(rows: Iterable[Sequence[str]]) -> bool:
    """Return whether one of these rows is the heading."""
    return any(columns_of(cells) for cells in rows)


def without_head() -> str:
    """Return what to tell whose file has no heading."""
    return _(
        "先頭の%(count)d行に「事業者名」の見出しがありません。事業者名の列の一番上に「事業者名」と入力して、保存し直してください。"
    ) % {"count": HEAD_LINES}
