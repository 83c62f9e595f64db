"""④ 電源所在エリア."""

import re
import unicodedata

from dengen.japan.areas import AREA_OF, NAMES, READINGS
from dengen.japan.width import to_katakana

_NOISE = str.maketrans("", "", " \t〝〟“”\"'「」『』【】[]〔〕()。.:※")
_AFFIX = re.compile(
    "全域|県|都|電力|パワーグリッド|ネットワーク|送配電|管内|管轄|供給区域|区域|エリア|地方|地域|内|です|株式会社"
)
_NONE = re.compile("(?:エリア)?の?(?:指定)?は?(?:特に)?(?:なし|無し|無)|未指定|指定しない|[-ー―]+")


_BRACKETED = re.compile(r"\(([^()]*)\)$")


def read_area(text: str) -> str:
    """Return the area's code, or '' where the text does not name exactly one of the ten.

    A prefecture that lies wholly in one names it; what stands in brackets must not name another.
    """
    if whole := _named(text):
        return whole
    written = unicodedata.normalize("NFKC", text[:100]).rstrip(" 。.」\"'")
    more = _BRACKETED.search(written)
    code = _named(written[: more.start()]) if more else ""
    is_one = more and all(other in (code, "") for other in _mentioned(more[1]))
    return code if is_one else ""


def _named(text: str) -> str:
    name = _bare(_folded(text))
    area = NAMES.get(READINGS.get(to_katakana(name), name))
    return str(area) if area else _PREFECTURES.get(name, "")


def _mentioned(text: str) -> list[str]:
    text = text.replace("東京都", "東京")  # no 京都
    named = [name for name in AREA_OF if name in text or name[:-1] in text]
    return [str(AREA_OF[name]) for name in named] + [
        str(area) for name, area in NAMES.items() if name in text
    ]


def _bare(name: str) -> str:
    return _AFFIX.sub("", name)


def is_no_area(text: str) -> bool:
    """Return whether the text says on purpose that no area is given (指定なし)."""
    return bool(_NONE.fullmatch(_folded(text)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:100]).translate(_NOISE)


_PREFECTURES = {
    _bare(name): str(area)
    for full, area in AREA_OF.items()
    for name in ([full] if full == "北海道" else [full, full[:-1]])
}
