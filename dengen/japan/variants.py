"""Patterns that find a name in any of its shapes: old forms, either kana, any width."""

import re

from dengen.japan.width import DASHES, fold

# Characters that Japanese names use for one another (人名用漢字, JIS X 0213).
_ALIKE = """
高髙 崎﨑嵜碕 吉𠮷 浜濱濵 辺邊邉 斉斎齊齋 沢澤 広廣 国國 黒黑 桜櫻 滝瀧 竜龍 徳德
真眞 恵惠 栄榮 実實 島嶋嶌 富冨 柳栁 塚\ufa10 福\ufa1b 神\ufa19 祥\ufa1a 都\ufa26
郎郞 清淸 瀬瀨 頼賴 関關 円圓 学學 宝寶 寿壽 条條
峰峯 館舘
"""
_SHAPES: dict[str, str] = {
    one: "".join(dict.fromkeys(group)) for group in _ALIKE.split() for one in group
}
_KANA_APART = ord("ァ") - ord("ぁ")
PATTERN_LENGTH = 100  # characters that are looked for


def pattern_of(text: str) -> str:
    """Return a regular expression for both databases that finds the text in any of its shapes.

    Spaces may stand anywhere in what is searched, and need not stand where they were typed.
    """
    folded = "".join(fold(text[:PATTERN_LENGTH]).split())
    return r"[ \u3000]*".replace("\\u3000", "\u3000").join(_one(c) for c in folded)


def phone_pattern_of(text: str) -> str:
    """Return a regular expression for a part of a phone number, its hyphens or none; '' if none."""
    digits = "".join(DASHES.sub("-", fold(text[:PATTERN_LENGTH])).replace("-", "").split())
    is_part = digits.isascii() and digits.isdigit()
    return "[-]?".join(digits) if is_part else ""


def _one(character: str) -> str:
    shapes = _SHAPES.get(character, character)
    code = ord(character)
    if "ぁ" <= character <= "ゖ":
        shapes += chr(code + _KANA_APART)
    elif "ァ" <= character <= "ヶ":
        shapes += chr(code - _KANA_APART)
    elif "!" <= character <= "~":
        shapes += chr(code + 0xFEE0) + character.upper() + chr(ord(character.upper()) + 0xFEE0)
    return re.escape(shapes) if len(shapes) == 1 else f"[{re.escape(shapes)}]"
