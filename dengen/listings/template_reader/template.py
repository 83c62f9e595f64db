"""The 情報掲載用テンプレート (manual §3.1): what a member copies, fills in and pastes back."""

import unicodedata
from collections.abc import Iterator

from dengen.japan.areas import NAMES
from dengen.listings.entry.items import SECTIONS


def _lines() -> Iterator[str]:
    """Yield the form's lines: what the manual numbers, and what was declared among it."""
    asked = (part for section in SECTIONS if section.on_paper for part in section.parts)
    for part in asked:
        if part.on_paper:
            parts = [one.on_paper for one in part.items if one is not part]
            yield from (f"{one.title}：" for one in [part.on_paper, *parts] if one)
            yield from part.on_paper.note.splitlines()


TEMPLATE = "".join(f"{line}\n" for line in _lines())

# The manual's own hints, which people copy together with the items.
_MANUAL = """\
＜記載項目＞
＜記載要綱＞
＜記載要綱＞①～③は必須、④～⑤は任意
項目は情報掲載用テンプレートをコピーしてご利用いただけます。
①～③は必須、④～⑤は任意です。
①は売又は買を指定
②は正式名称で記載
③はメールアドレス※又は電話番号と、売買の担当者名を指定
③はメールアドレス※又は電話番号と、
売買の担当者名を指定
※個人アドレス以外のメーリングリスト等推奨
④は全国10電力エリア※から指定
⑤は伝達したい事項を簡潔に記載
フォントサイズは14以上を推奨
電源情報
情報掲載用テンプレート
"""

_IGNORED = str.maketrans("", "", " \t〝〟“”\"'「」")


def _folded(line: str) -> str:
    return unicodedata.normalize("NFKC", line).translate(_IGNORED)


_LINES = [*(TEMPLATE + _MANUAL).splitlines(), f"※{'、'.join(NAMES)}"]
_GUIDANCE = {_folded(line) for line in _LINES if not line.endswith("：")}
_LONGEST = 2 * max(map(len, _GUIDANCE))


def is_guidance(line: str) -> bool:
    """Return whether it is the form's own hint or ruler, and nothing the member wrote."""
    if len(line) > _LONGEST:
        return False
    folded = _folded(line)
    return folded in _GUIDANCE or (bool(folded) and not folded.strip("-=_*ー―─━～~"))
