"""④ 電源所在エリア."""

import re
import unicodedata

from dengen.japan.width import to_katakana

_CODES = {
    "北海道": "hokkaido",
    "東北": "tohoku",
    "東京": "tokyo",
    "中部": "chubu",
    "北陸": "hokuriku",
    "関西": "kansai",
    "中国": "chugoku",
    "四国": "shikoku",
    "九州": "kyushu",
    "沖縄": "okinawa",
}
_READINGS = {
    "ホッカイドウ": "北海道",
    "トウホク": "東北",
    "トウキョウ": "東京",
    "チュウブ": "中部",
    "ホクリク": "北陸",
    "カンサイ": "関西",
    "チュウゴク": "中国",
    "シコク": "四国",
    "キュウシュウ": "九州",
    "オキナワ": "沖縄",
}
_NOISE = str.maketrans("", "", " \t〝〟“”\"'「」『』【】[]〔〕()。.:※")
_AFFIX = re.compile(
    "全域|県|都|電力|パワーグリッド|ネットワーク|送配電|管内|管轄|供給区域|区域|エリア|地方|地域|内|です|株式会社"
)
_NONE = re.compile("(?:エリア)?の?(?:指定)?は?(?:特に)?(?:なし|無し|無)|未指定|指定しない|[-ー―]+")


def read_area(text: str) -> str:
    """The area's code, or '' where the text does not name exactly one of the ten."""
    name = _AFFIX.sub("", _folded(text))
    return _CODES.get(_READINGS.get(to_katakana(name), name), "")


def is_no_area(text: str) -> bool:
    """Whether the text says on purpose that no area is given (指定なし)."""
    return bool(_NONE.fullmatch(_folded(text)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:100]).translate(_NOISE)
